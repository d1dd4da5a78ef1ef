import type { FastifyRequest } from 'fastify'
import type { Services } from '../runtime/route.ts'
import type { Guard } from './guard.ts'
import type { House } from './house.ts'
import type { SessionCookie } from './session-cookie.ts'

/** What the mounts of the server share. */
export interface Parts {
  readonly house: House
  readonly guard: Guard
  readonly cookie: SessionCookie
  readonly services: Services
  /** Holds one person to so many requests a minute. @throws Fault TOO_MANY_REQUESTS */
  slow(request: FastifyRequest): Promise<void>
  now(): number
}
