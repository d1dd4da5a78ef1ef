import type { FastifyRequest } from 'fastify'
import { Fault } from '../kernel/faults.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another site makes a browser send. Browsers name the site of a writing request in at least one of
 * two headers; programs that are no browsers name none, and carry no cookie unless somebody gave it to them.
 * @param publicUrl where people reach the console, when a proxy changes the host's name on the way
 * @throws Fault CROSS_SITE
 */
export function refuseOtherSites(publicUrl: string | undefined): (request: FastifyRequest) => Promise<void> {
  const own = publicUrl === undefined ? null : new URL(publicUrl).host
  return async request => {
    if (READING.has(request.method)) return
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin') throw new Fault('CROSS_SITE')
    const { origin } = request.headers
    if (origin === undefined) return
    const host = URL.parse(origin)?.host
    if (host === undefined || (host !== request.host && host !== own)) throw new Fault('CROSS_SITE')
  }
}
