import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'
import { isPartial, namedIn } from './conflict.ts'

/** Somebody who may open cases: on the roster, a handler, with a key that somebody else has agreed to. */
export interface Reader {
  id: string
  person: Person
  /** age recipient. */
  recipient: string
}

/** Everybody who may read what is handed over now, in the roster's order. */
export async function activeReaders(tx: Tx, directory: Directory): Promise<Reader[]> {
  const { reader } = tx.t
  const rows = await tx.db
    .select()
    .from(reader)
    .where(and(isNull(reader.removed), sql`${reader.admitted} is not null`))
  const readers: Reader[] = []
  for (const { id, person: personId, recipient } of rows) {
    const person = await directory.byId(tx, personId)
    if (person?.roles.includes('handler')) readers.push({ id, person, recipient })
  }
  return readers.sort((a, b) => a.person.sort - b.person.sort)
}

/** Who reads what this person hands over: everybody who may, but never the person himself. */
export async function readersFor(tx: Tx, directory: Directory, lane: string): Promise<Reader[]> {
  return (await activeReaders(tx, directory)).filter(r => r.person.id !== lane)
}

/**
 * Who reads something this person hands over: nobody whom it names, nor who stands under him, nor whom the person has
 * left out.
 * @param without person.ids of who is left out
 */
export async function impartialReaders(
  tx: Tx,
  tools: Tools,
  lane: string,
  texts: readonly string[],
  without: readonly string[] = [],
): Promise<{ readers: Reader[]; partial: Reader[]; named: Person[] }> {
  const named: Person[] = []
  for (const userid of namedIn(tools, texts)) {
    const person = await tools.directory.byUserid(tx, userid)
    if (person) named.push(person)
  }
  const all = (await readersFor(tx, tools.directory, lane)).filter(r => !without.includes(r.person.id))
  const partial = all.filter(r => isPartial(r.person, named))
  return { readers: all.filter(r => !partial.includes(r)), partial, named }
}

/** In place of a person.id: the key on paper that opens cases when no reader can any more. */
export const RECOVERY = 'recovery'

/** The recovery key, where the house has decided on one and a second person has agreed. */
export async function recoveryKey(tx: Tx): Promise<{ id: string; recipient: string } | null> {
  const { reader } = tx.t
  const [row] = await tx.db
    .select({ id: reader.id, recipient: reader.recipient })
    .from(reader)
    .where(and(eq(reader.person, RECOVERY), isNull(reader.removed), sql`${reader.admitted} is not null`))
  return row ?? null
}

/** Who can open this case: has a key to it, and may still use it. */
export async function readersOf(tx: Tx, directory: Directory, caseId: string): Promise<Reader[]> {
  const { caseKey } = tx.t
  const keys = await tx.db.select({ id: caseKey.reader }).from(caseKey).where(eq(caseKey.caseId, caseId))
  return (await activeReaders(tx, directory)).filter(r => keys.some(key => key.id === r.id))
}

/** Their names as people read them: 陈主任、林悦. */
export function namesOf(readers: readonly Reader[], and: string): string {
  return [...new Set(readers.map(r => titleOf(r.person)))].join(and)
}
