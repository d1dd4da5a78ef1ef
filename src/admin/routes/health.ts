import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { metricsText } from '../metrics.ts'
import type { Parts } from '../parts.ts'

const State = Type.Object({ status: Type.String() })

/** For monitors: whether the process lives, whether it can work, and its numbers. */
export function mountHealth(
  app: FastifyInstance,
  { house, guard, services, now }: Omit<Parts, 'slow'>,
): void {
  const { storage } = services

  app.get(
    '/healthz',
    { schema: { summary: 'The process lives', tags: ['health'], response: { 200: State } } },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    {
      schema: { summary: 'Messages can be taken in', tags: ['health'], response: { 200: State, 503: State } },
    },
    async (_request, reply) => {
      const ready = house.ready() && (await answers())
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        summary: 'Numbers for Prometheus; from this machine, or for an administrator',
        tags: ['health'],
      },
    },
    async (request, reply) => {
      if (!isFromHere(request)) await guard.admit(request, ['admin'], now())
      const text = await storage.read(tx => metricsText(tx, house.counts, now(), services.tools))
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text)
    },
  )

  async function answers(): Promise<boolean> {
    try {
      await storage.read(tx => tx.db.select({ month: tx.t.quota.month }).from(tx.t.quota).limit(1))
      return true
    } catch (error) {
      if (error instanceof Fault) return false
      throw error
    }
  }
}

/** From this machine itself, and not through a proxy on it. */
function isFromHere({ ip, headers }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'] ?? headers['x-real-ip']
  return forwarded === undefined && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1')
}
