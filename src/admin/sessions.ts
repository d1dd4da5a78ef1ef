import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Tx } from '../storage/storage.ts'

/** A session ends after this long without a request, and after this long in any case. */
export const IDLE = 15 * 60_000
export const ABSOLUTE = 12 * 3_600_000

/** How often a use is written down: less often than there are requests. */
const SEEN_EVERY = 30_000

export interface Session {
  /** Hash of what the cookie holds. */
  readonly id: string
  /** person.id */
  readonly person: string
  readonly created: number
  readonly seen: number
  /** `account.changed` of its owner. */
  readonly changed: number
}

/**
 * Opens the one session a person has; an older one ends.
 * @returns the token for the cookie: 256 random bits, of which only the hash is stored
 */
export async function openSession(tx: Tx, person: string, now: number): Promise<string> {
  await closeSessions(tx, person)
  const token = randomBytes(32).toString('base64url')
  await tx.db.insert(tx.t.session).values({ id: idOf(token), person, created: now, seen: now })
  return token
}

/** The session behind a token, or null when there is none or its time is over. */
export async function findSession(tx: Tx, token: string, now: number): Promise<Session | null> {
  const { session, account } = tx.t
  const [row] = await tx.db
    .select({
      id: session.id,
      person: session.person,
      created: session.created,
      seen: session.seen,
      changed: account.changed,
    })
    .from(session)
    .innerJoin(account, eq(account.person, session.person))
    .where(eq(session.id, idOf(token)))
  if (!row || now - row.seen > IDLE || now - row.created > ABSOLUTE) return null
  return row
}

/** Whether a use of it should be written down now. */
export function isUnseen(session: Session, now: number): boolean {
  return now - session.seen >= SEEN_EVERY
}

export async function markSeen(tx: Tx, session: Session, now: number): Promise<void> {
  await tx.db.update(tx.t.session).set({ seen: now }).where(eq(tx.t.session.id, session.id))
}

/** Ends what a person has open: logout, another sign-in, a new passphrase, leaving the roster. */
export async function closeSessions(tx: Tx, person: string): Promise<void> {
  await tx.db.delete(tx.t.session).where(eq(tx.t.session.person, person))
}

function idOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
