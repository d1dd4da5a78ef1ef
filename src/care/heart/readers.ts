import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'
import { isAgreed } from './agreement.ts'
import { namedIn, partialAmong } from './conflict.ts'
import { type Office, officeOf, reads } from './office.ts'

/** Somebody who may open cases: on the roster, of the right office, with a key that somebody else has agreed to. */
export interface Reader {
  id: string
  person: Person
  /** age recipient. */
  recipient: string
}

/** Everybody of an office who may read what is handed over to it now, in the roster's order. */
export async function activeReaders(
  tx: Tx,
  directory: Directory,
  office: Office = 'heart',
): Promise<Reader[]> {
  const { reader } = tx.t
  const rows = await tx.db
    .select()
    .from(reader)
    .where(and(isNull(reader.removed), sql`${reader.admitted} is not null`))
  const readers: Reader[] = []
  for (const { id, person: personId, recipient } of rows) {
    const person = await directory.byId(tx, personId)
    if (person && reads(person, office)) readers.push({ id, person, recipient })
  }
  return readers.sort((a, b) => a.person.sort - b.person.sort)
}

/**
 * Who reads what this person hands over: everybody of the office who may, but never the person himself; a report nobody,
 * while 纪检 has not agreed to it.
 */
export async function readersFor(
  tx: Tx,
  directory: Directory,
  lane: string,
  office: Office = 'heart',
): Promise<Reader[]> {
  if (office === 'report' && !(await isAgreed(tx))) return []
  return (await activeReaders(tx, directory, office)).filter(r => r.person.id !== lane)
}

/**
 * Who reads something this person hands over: nobody whom it names or whom the person has left out, nor who stands
 * under them or in for them.
 * @param by who hands it over, person.id; the day it is done; and to which office
 * @param without person.ids of who is left out
 * @returns `partial`: who may not for whom it names, or as the deputy or subordinate of one who is left out
 */
export async function impartialReaders(
  tx: Tx,
  tools: Tools,
  by: { lane: string; today?: string | undefined; office?: Office },
  texts: readonly string[],
  without: readonly string[] = [],
): Promise<{ readers: Reader[]; partial: Reader[]; named: Person[] }> {
  const named: Person[] = []
  for (const userid of namedIn(tools, texts)) {
    const person = await tools.directory.byUserid(tx, userid)
    if (person) named.push(person)
  }
  const from = [...named, ...(await peopleOf(tx, tools, without))]
  const all = await readersFor(tx, tools.directory, by.lane, by.office)
  const people = all.map(r => r.person)
  const near = new Set((await partialAmong(tx, people, from, by.today)).map(one => one.id))
  const isNear = (r: Reader) => near.has(r.person.id)
  return {
    readers: all.filter(r => !isNear(r)),
    partial: all.filter(r => isNear(r) && !without.includes(r.person.id)),
    named,
  }
}

/** Those of the roster with these person.ids. */
export async function peopleOf(tx: Tx, tools: Tools, ids: readonly string[]): Promise<Person[]> {
  const people = await Promise.all(ids.map(id => tools.directory.byId(tx, id)))
  return people.filter(one => one !== null)
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

/** Who can open this case: has a key to it, is still of its office, and may still use the key. */
export async function readersOf(tx: Tx, directory: Directory, caseId: string): Promise<Reader[]> {
  const { caseFile, caseKey } = tx.t
  const keys = await tx.db
    .select({ id: caseKey.reader, kind: caseFile.kind })
    .from(caseKey)
    .innerJoin(caseFile, eq(caseFile.id, caseKey.caseId))
    .where(eq(caseKey.caseId, caseId))
  const office = officeOf(keys[0]?.kind ?? '')
  return (await activeReaders(tx, directory, office)).filter(r => keys.some(key => key.id === r.id))
}

/** Their names as people read them: 陈主任、林悦. */
export function namesOf(readers: readonly Reader[], and: string): string {
  return [...new Set(readers.map(r => titleOf(r.person)))].join(and)
}
