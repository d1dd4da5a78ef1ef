import { Encrypter } from 'age-encryption'
import { eq } from 'drizzle-orm'
import { Fault } from '../kernel/faults.ts'
import { randomId } from '../kernel/ids.ts'
import { writeAudit } from '../runtime/audit.ts'
import type { Tx } from '../storage/storage.ts'

/** @throws Fault INPUT_INVALID where it is no public key of age (X25519), or has a slip of the pen */
export function checkRecipient(recipient: string): void {
  try {
    if (!/^age1[02-9ac-hj-np-z]{58}$/.test(recipient)) throw new Error('shape')
    new Encrypter().addRecipient(recipient)
  } catch {
    throw new Fault('INPUT_INVALID', { details: [{ where: 'recipient', rule: 'recipient' }] })
  }
}

/**
 * Lets somebody read what is handed over from now on.
 * @param about `wrapped`: his private key, locked with his passphrase in his browser; null where he keeps it himself
 * @returns the reader's id
 */
export async function addReader(
  tx: Tx,
  about: { person: string; recipient: string; wrapped: Uint8Array | null; actor: string },
  now: number,
): Promise<string> {
  const { person, recipient, wrapped, actor } = about
  const id = randomId()
  await tx.db.insert(tx.t.reader).values({ id, person, recipient, wrapped, created: now, removed: null })
  await writeAudit(tx, { actor, action: 'reader.add', about: id }, now)
  return id
}

/** Ends it at once. @throws Fault NOT_FOUND where there is no such reader any more */
export async function removeReader(tx: Tx, id: string, actor: string, now: number): Promise<void> {
  const [row] = await tx.db.select().from(tx.t.reader).where(eq(tx.t.reader.id, id))
  if (!row || row.removed !== null) throw new Fault('NOT_FOUND')
  await tx.db.update(tx.t.reader).set({ removed: now }).where(eq(tx.t.reader.id, id))
  await writeAudit(tx, { actor, action: 'reader.remove', about: id }, now)
}
