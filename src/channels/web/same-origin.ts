import type { FastifyRequest } from 'fastify'
import { Fault } from '../../kernel/faults.ts'

/**
 * The trial has no sign-in: other pages in the same browser must not be able to speak for anybody in it.
 * @throws Fault NOT_ALLOWED
 */
export async function sameOriginOnly(request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw new Fault('NOT_ALLOWED')
  const { origin } = request.headers
  if (origin !== undefined && URL.parse(origin)?.host !== request.host) throw new Fault('NOT_ALLOWED')
}
