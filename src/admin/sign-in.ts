import { Fault } from '../kernel/faults.ts'
import type { Person } from '../kernel/person.ts'
import { writeAudit } from '../runtime/audit.ts'
import type { Directory } from '../runtime/directory.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { type Attempts, findAccount, isStale, oneMore, setAttempts } from './accounts.ts'
import { isPassphrase } from './passphrase.ts'
import { openSession } from './sessions.ts'

/**
 * Signs somebody in; the same answer in the same time for a name nobody has and for a wrong passphrase.
 * @throws Fault SIGN_IN_FAILED, SIGN_IN_LOCKED (with `minutes`)
 */
export type SignIn = (
  given: { userid: string; passphrase: string },
  now: number,
) => Promise<{ person: Person; token: string }>

/** Names nobody has, of which attempts are remembered, so that they get locked like real ones. */
const STRANGERS = 10_000

/** @param nobody a stored passphrase that nobody knows, as dear to check as the real ones */
export function openSignIn(storage: Storage, directory: Directory, nobody: string): SignIn {
  const strangers = new Map<string, Attempts>()

  return async ({ userid, passphrase }, now) => {
    const found = await storage.transaction(tx => begin(tx, userid, now))
    const right = await isPassphrase(passphrase, found.stored)
    const { person } = found
    if (!right || !person) {
      await storage.transaction(tx => fail(tx, found, now))
      throw new Fault('SIGN_IN_FAILED')
    }
    const token = await storage.transaction(async tx => {
      await setAttempts(tx, person.id, { failures: 0, lockedUntil: 0 })
      await writeAudit(tx, { actor: person.id, action: 'sign_in.done', about: person.id }, now)
      return openSession(tx, person.id, now)
    })
    return { person, token }
  }

  /** Finds whom it is about and counts the attempt. */
  async function begin(tx: Tx, userid: string, now: number): Promise<Found> {
    const person = await directory.byUserid(tx, userid)
    const account = person && (await findAccount(tx, person.id))
    const before = account ?? strangers.get(userid) ?? { failures: 0, lockedUntil: 0 }
    if (before.lockedUntil > now)
      throw new Fault('SIGN_IN_LOCKED', {
        values: { minutes: Math.ceil((before.lockedUntil - now) / 60_000) },
      })
    const attempts = oneMore(before, now)
    if (account) await setAttempts(tx, account.person, attempts)
    else remember(userid, attempts)
    const usable = account && !isStale(account, now)
    return { person: usable ? person : null, stored: usable ? account.passphrase : nobody, attempts }
  }

  async function fail(tx: Tx, { person, attempts }: Found, now: number): Promise<void> {
    const about = person?.id ?? 'unknown'
    await writeAudit(tx, { actor: 'nobody', action: 'sign_in.failed', about }, now)
    if (attempts.lockedUntil > 0)
      await writeAudit(tx, { actor: 'nobody', action: 'sign_in.locked', about }, now)
  }

  function remember(userid: string, attempts: Attempts): void {
    strangers.delete(userid)
    strangers.set(userid, attempts)
    const [oldest] = strangers.keys()
    if (strangers.size > STRANGERS && oldest !== undefined) strangers.delete(oldest)
  }
}

interface Found {
  /** Null for a name nobody has: then no passphrase is right. */
  readonly person: Person | null
  readonly stored: string
  readonly attempts: Attempts
}
