import type { FastifyRequest } from 'fastify'
import { Fault } from '../kernel/faults.ts'
import type { Person, Role } from '../kernel/person.ts'
import type { Directory } from '../runtime/directory.ts'
import type { Storage } from '../storage/storage.ts'
import { mustChange } from './accounts.ts'
import type { SessionCookie } from './session-cookie.ts'
import { findSession, isUnseen, markSeen, type Session } from './sessions.ts'

/** Somebody signed in. */
export interface Caller {
  readonly person: Person
  readonly session: Session
  /** His passphrase was given by somebody else: nothing but choosing another is open to him. */
  readonly mustChange: boolean
}

/** Who sends a request, and whether he may. */
export interface Guard {
  callerOf(request: FastifyRequest, now: number): Promise<Caller | null>
  /** @throws Fault SIGN_IN_NEEDED, PASSPHRASE_OLD, NOT_ALLOWED */
  admit(request: FastifyRequest, roles: readonly Role[], now: number): Promise<Caller>
}

export function openGuard(storage: Storage, directory: Directory, cookie: SessionCookie): Guard {
  async function callerOf(request: FastifyRequest, now: number): Promise<Caller | null> {
    const token = cookie.read(request)
    if (token === null) return null
    const caller = await storage.read(async tx => {
      const session = await findSession(tx, token, now)
      const person = session && (await directory.byId(tx, session.person))
      return person ? { person, session, mustChange: mustChange(session) } : null
    })
    if (caller && isUnseen(caller.session, now))
      await storage.transaction(tx => markSeen(tx, caller.session, now))
    return caller
  }

  return {
    callerOf,
    async admit(request, roles, now) {
      const caller = await callerOf(request, now)
      if (!caller) throw new Fault('SIGN_IN_NEEDED')
      if (caller.mustChange) throw new Fault('PASSPHRASE_OLD')
      if (!roles.some(role => caller.person.roles.includes(role))) throw new Fault('NOT_ALLOWED')
      return caller
    },
  }
}
