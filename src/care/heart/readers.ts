import { and, isNull, sql } from 'drizzle-orm'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'

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

/** Their names as people read them: 陈主任、林悦. */
export function namesOf(readers: readonly Reader[], and: string): string {
  return [...new Set(readers.map(r => titleOf(r.person)))].join(and)
}
