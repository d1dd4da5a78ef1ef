import { and, asc, eq, inArray, isNull, ne, notInArray, sql } from 'drizzle-orm'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import { titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Push } from '../../runtime/push.ts'
import type { Tx } from '../../storage/storage.ts'
import { mayBeLetIn } from './may-be-let-in.ts'
import { officeOf, REPORT, reads } from './office.ts'
import { RECOVERY } from './readers.ts'
import { type CaseRow, personOfCase, sealedKeysOf } from './store.ts'

/** A key that older cases are sealed to: of a colleague, of the same reader, or the recovery key. */
export type ReaderRow = Tx['t']['reader']['$inferSelect']

/** So many cases are dealt with at a time; whoever asks again gets the next ones. */
export const AT_ONCE = 100

/** A case whose keys are to be sealed to somebody else, in a browser. */
export interface Openable {
  readonly file: CaseRow
  /** Its private keys, sealed to the key that opens them now. */
  readonly sealedKeys: readonly Uint8Array[]
}

/** @throws Fault NOT_FOUND for a key that has ended, that nobody has agreed to, or that never was */
export async function usableReader(tx: Tx, id: string): Promise<ReaderRow> {
  const { reader } = tx.t
  const [row] = await tx.db
    .select()
    .from(reader)
    .where(and(eq(reader.id, id), isNull(reader.removed), sql`${reader.admitted} is not null`))
  if (!row) throw new Fault('NOT_FOUND')
  return row
}

/**
 * Cases that one key opens and another does not, though its owner may be let in; the newest first.
 * @param most then it ends
 */
export async function openableFor(
  tx: Tx,
  tools: Tools,
  from: ReaderRow,
  to: ReaderRow,
  most = AT_ONCE,
): Promise<Openable[]> {
  const { caseFile, caseKey } = tx.t
  const has = tx.db.select({ id: caseKey.caseId }).from(caseKey).where(eq(caseKey.reader, to.id))
  const rows = await tx.db
    .select({ file: caseFile })
    .from(caseKey)
    .innerJoin(caseFile, eq(caseFile.id, caseKey.caseId))
    .where(
      and(
        eq(caseKey.reader, from.id),
        sql`length(${caseKey.sealed}) > 0`,
        ne(caseFile.status, 'withdrawn'),
        notInArray(caseFile.id, has),
      ),
    )
    .orderBy(asc(caseFile.status), asc(caseFile.no))
  const found: Openable[] = []
  for (const { file } of rows) {
    if (found.length >= most) break
    if (!(await mayBeSealedTo(tx, tools, file, from, to))) continue
    found.push({ file, sealedKeys: await sealedKeysOf(tx, file.id, from.id) })
  }
  return found
}

/** A case's keys as a browser has sealed them. */
export interface SealedCase {
  readonly case: string
  readonly sealed: Uint8Array
}

/**
 * Writes down that a key opens these cases too: all of them, or none.
 * @throws Fault NOT_FOUND where one of them is not to be opened to it
 */
export async function letIn(
  tx: Tx,
  tools: Tools,
  about: { from: ReaderRow; to: ReaderRow; keys: readonly SealedCase[]; actor: string; now: number },
): Promise<CaseRow[]> {
  const { caseKey } = tx.t
  const { from, to, keys, actor, now } = about
  const files = await openableAmong(
    tx,
    tools,
    from,
    to,
    keys.map(key => key.case),
  )
  for (const { case: caseId, sealed } of keys) {
    if (!files.some(file => file.id === caseId)) throw new Fault('NOT_FOUND')
    const opened = from.person === to.person ? await openedAt(tx, caseId, from.id) : null
    await tx.db.insert(caseKey).values({ id: randomId(), caseId, reader: to.id, sealed, opened })
    await writeAudit(tx, { actor, action: 'case.let_in', about: `${caseId}/${to.id}` }, now)
  }
  return files
}

/** Whoever wrote a case hears who else reads it now: nothing of the case, neither in the words nor in the key. */
export async function tellWriters(
  tx: Tx,
  tools: Tools,
  push: Push,
  files: readonly CaseRow[],
  who: Person,
): Promise<void> {
  const writers = new Set<string>()
  for (const { id, kind } of files) {
    const writer = kind === 'flag' ? null : await personOfCase(tx, tools, id)
    if (writer) writers.add(writer)
  }
  for (const id of writers) {
    const writer = await tools.directory.byId(tx, id)
    const values = { name: titleOf(who) }
    if (writer) await push(writer, 'case_reader_more', { key: `more_readers/${randomId()}`, values })
  }
}

async function openableAmong(
  tx: Tx,
  tools: Tools,
  from: ReaderRow,
  to: ReaderRow,
  ids: readonly string[],
): Promise<CaseRow[]> {
  const { caseFile, caseKey } = tx.t
  const keyed = await tx.db
    .select({ caseId: caseKey.caseId, reader: caseKey.reader })
    .from(caseKey)
    .where(and(inArray(caseKey.caseId, [...ids]), inArray(caseKey.reader, [from.id, to.id])))
  const has = (caseId: string, reader: string) => keyed.some(k => k.caseId === caseId && k.reader === reader)
  const rows = await tx.db
    .select()
    .from(caseFile)
    .where(and(inArray(caseFile.id, [...ids]), ne(caseFile.status, 'withdrawn')))
  const files = []
  for (const file of rows)
    if (has(file.id, from.id) && !has(file.id, to.id) && (await mayBeSealedTo(tx, tools, file, from, to)))
      files.push(file)
  return files
}

/**
 * One’s own newer key and the recovery key open what the older one did; a colleague only what he may read. The
 * recovery key opens no report: whoever has the paper is not of 纪检.
 */
async function mayBeSealedTo(
  tx: Tx,
  tools: Tools,
  file: CaseRow,
  from: ReaderRow,
  to: ReaderRow,
): Promise<boolean> {
  if (to.person === RECOVERY) return file.kind !== REPORT
  const person = await tools.directory.byId(tx, to.person)
  if (!person || !reads(person, officeOf(file.kind))) return false
  return to.person === from.person || (await mayBeLetIn(tx, tools, file, person))
}

async function openedAt(tx: Tx, caseId: string, reader: string): Promise<number | null> {
  const { caseKey } = tx.t
  const [row] = await tx.db
    .select({ opened: caseKey.opened })
    .from(caseKey)
    .where(and(eq(caseKey.caseId, caseId), eq(caseKey.reader, reader)))
  return row?.opened ?? null
}
