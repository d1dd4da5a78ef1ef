import type { Clock } from './clock.ts'
import { createIds } from './ids.ts'

/** What one sessionWebhook leads to. */
export interface Session {
  id: string
  /** The userid, or the conversation id of the group. */
  to: string
  /** The message it came with. */
  msgId: string
  /** On the fake's monotonic clock. */
  until: number
}

export interface Sessions {
  open(to: string, msgId: string, ttlMs: number): Session
  get(id: string): Session | undefined
  live(session: Session): boolean
  /** Ends one session, or every one: from now on they answer 300001. */
  expire(id?: string): void
  /** Forgets a session, which looks the same from outside and keeps no memory. */
  forget(id: string): void
}

export function createSessions(clock: Clock): Sessions {
  const sessions = new Map<string, Session>()
  const nextId = createIds('79b4', 32)
  return {
    open(to, msgId, ttlMs) {
      const session: Session = {
        id: nextId(),
        to,
        msgId,
        until: clock.elapsed() + ttlMs,
      }
      sessions.set(session.id, session)
      return session
    },
    get: id => sessions.get(id),
    live: session => clock.elapsed() < session.until,
    expire(id) {
      for (const session of sessions.values()) if (id === undefined || session.id === id) session.until = 0
    },
    forget(id) {
      sessions.delete(id)
    },
  }
}
