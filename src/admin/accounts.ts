import { eq } from 'drizzle-orm'
import type { Tx } from '../storage/storage.ts'

export type Account = Tx['t']['account']['$inferSelect']

/** Failures that lock an account, and for how long: 15 minutes, then twice as long each time, up to 4 hours. */
const FAILURES = 5
const FIRST_LOCK = 15 * 60_000
const LONGEST_LOCK = 4 * 3_600_000

/** How long a passphrase that somebody else gave lets its owner in. */
const ONE_TIME = 7 * 24 * 3_600_000

export async function findAccount(tx: Tx, person: string): Promise<Account | null> {
  const [row] = await tx.db.select().from(tx.t.account).where(eq(tx.t.account.person, person))
  return row ?? null
}

/**
 * Sets somebody's passphrase, and unlocks him.
 * @param chosen false = somebody else gave it: it lets him in for a week, to choose one of his own
 */
export async function setPassphrase(
  tx: Tx,
  person: string,
  passphrase: string,
  chosen: boolean,
  now: number,
): Promise<void> {
  // `changed` below zero is the moment a one-time passphrase was given.
  const row = { passphrase, failures: 0, lockedUntil: 0, changed: chosen ? now : -now }
  await tx.db
    .insert(tx.t.account)
    .values({ person, ...row })
    .onConflictDoUpdate({ target: tx.t.account.person, set: row })
}

/** Whether the passphrase was given by somebody else and must be changed first. */
export function mustChange(account: Pick<Account, 'changed'>): boolean {
  return account.changed <= 0
}

/** Whether a one-time passphrase was left lying too long. */
export function isStale(account: Pick<Account, 'changed'>, now: number): boolean {
  return account.changed <= 0 && now > ONE_TIME - account.changed
}

/** Failed attempts in a row, of an account or of a name nobody has. */
export interface Attempts {
  readonly failures: number
  /** ms UTC; 0 = not locked. */
  readonly lockedUntil: number
}

/** Counts an attempt before it is checked, so that many at once cannot outrun the lock. */
export function oneMore({ failures }: Attempts, now: number): Attempts {
  const next = failures + 1
  const lock = Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** (next - FAILURES))
  return { failures: next, lockedUntil: next < FAILURES ? 0 : now + lock }
}

export async function setAttempts(tx: Tx, person: string, attempts: Attempts): Promise<void> {
  await tx.db.update(tx.t.account).set(attempts).where(eq(tx.t.account.person, person))
}

export async function removeAccount(tx: Tx, person: string): Promise<void> {
  await tx.db.delete(tx.t.account).where(eq(tx.t.account.person, person))
}
