import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { officeOfReader } from '../care/heart/office.ts'
import { activeReaders, RECOVERY } from '../care/heart/readers.ts'
import { Fault } from '../kernel/faults.ts'
import { randomId } from '../kernel/ids.ts'
import type { Person } from '../kernel/person.ts'
import { writeAudit } from '../runtime/audit.ts'
import type { Directory } from '../runtime/directory.ts'
import type { Tx } from '../storage/storage.ts'

/** A key that somebody brings. */
export interface NewReader {
  readonly person: string
  readonly recipient: string
  /** The private key, locked with a passphrase in a browser; null where the reader keeps it himself. */
  readonly wrapped: Uint8Array | null
  /** person.id, or `cli`. */
  readonly actor: string
}

/**
 * The operator at the machine lets somebody read what is handed over from now on.
 * @returns the reader's id
 */
export async function addReader(tx: Tx, about: NewReader, now: number): Promise<string> {
  const id = await insertReader(tx, about, now, now)
  await writeAudit(tx, { actor: about.actor, action: 'reader.add', about: id }, now)
  return id
}

/**
 * Somebody asks to read. The very first key of the house counts at once, or 心里话 could never open; every later one,
 * and each of 纪检, waits until somebody else agrees: nobody becomes a reader by himself.
 * @param mayBeFirst whether it would open 心里话
 */
export async function askReader(
  tx: Tx,
  about: NewReader,
  now: number,
  mayBeFirst = true,
): Promise<{ id: string; waits: boolean }> {
  const { reader } = tx.t
  const [any] = await tx.db
    .select({ id: reader.id })
    .from(reader)
    .where(and(sql`${reader.admitted} is not null`, ne(reader.person, RECOVERY)))
    .limit(1)
  if (!any && mayBeFirst) return { id: await addReader(tx, about, now), waits: false }
  const id = await insertReader(tx, about, now, null)
  await writeAudit(tx, { actor: about.actor, action: 'reader.ask', about: id }, now)
  return { id, waits: true }
}

/**
 * A second person lets a key in: the security officer, or one of the same office who reads already; never the one
 * whose key it is.
 * @returns person.id of the new reader
 * @throws Fault NOT_FOUND where no such key waits, NOT_ALLOWED for somebody who may not agree to it
 */
export async function admitReader(
  tx: Tx,
  id: string,
  about: { actor: Person; directory: Directory; now: number },
): Promise<string> {
  const { reader } = tx.t
  const { actor, directory, now } = about
  const [asked] = await tx.db
    .select()
    .from(reader)
    .where(and(eq(reader.id, id), isNull(reader.removed), isNull(reader.admitted)))
  if (!asked || asked.person === RECOVERY) throw new Fault('NOT_FOUND')
  const who = await directory.byId(tx, asked.person)
  const readers = await activeReaders(tx, directory, who ? officeOfReader(who) : 'heart')
  const reads = readers.some(one => one.person.id === actor.id)
  if (asked.person === actor.id || !(reads || actor.roles.includes('security')))
    throw new Fault('NOT_ALLOWED')
  await tx.db.update(reader).set({ admitted: now }).where(eq(reader.id, id))
  await writeAudit(tx, { actor: actor.id, action: 'reader.add', about: id }, now)
  return asked.person
}

async function insertReader(tx: Tx, about: NewReader, now: number, admitted: number | null): Promise<string> {
  const { person, recipient, wrapped } = about
  const id = randomId()
  await tx.db
    .insert(tx.t.reader)
    .values({ id, person, recipient, wrapped, created: now, admitted, removed: null })
  return id
}
