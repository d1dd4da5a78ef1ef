import { randomInt } from 'node:crypto'
import { and, asc, desc, eq, isNull, lt, max, type SQL } from 'drizzle-orm'
import { businessNumber, randomId } from '../../kernel/ids.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Barred, sealBarred } from './barred.ts'
import { sealClock, watchCases } from './clock.ts'
import { REPORT } from './office.ts'
import { type Reader, recoveryKey } from './readers.ts'
import { dueAt, type Level } from './rules.ts'
import type { CaseKeys } from './sealing.ts'

export interface NewCase {
  id: string
  kind: 'heart' | 'flag' | 'report'
  mode: 'named' | 'hidden'
  level: Level
  /** person.id */
  person: string
  readers: readonly Reader[]
  keys: CaseKeys
  messages: readonly Uint8Array[]
  barred: Barred
}

/**
 * Writes a case: its sealed messages, one sealed key per reader, and the sealed link to its person.
 * @returns `due` as it is kept and its person is told; `told` as its readers are: to the minute where life is in danger
 */
export async function createCase(
  context: JobContext,
  made: NewCase,
): Promise<{ no: string; due: number; told: number }> {
  const { tx, tools, now, today } = context
  const { t } = tx
  const no = await drawNumber(tx, made.kind === REPORT ? 'DX' : 'XS', today)
  const due = dueAt(made.level, now, made.mode === 'hidden', tools.calendar, tools.zone)
  const { id, kind, mode, level } = made
  const exact = dueAt(level, now, false, tools.calendar, tools.zone)
  const clock = await sealClock(tx, tools, id, { due: exact, next: exact })
  await watchCases(context)
  await tx.db.insert(t.caseFile).values({
    id,
    no,
    kind,
    mode,
    status: 'open',
    level,
    recipient: made.keys.recipient,
    day: today,
    due,
    clock,
    reminded: 0,
    handler: null,
    outcome: null,
    asked: null,
    barred: await sealBarred(tx, tools, id, made.barred),
    labels: null,
    mergedInto: null,
  })
  const recovery = await recoveryKey(tx)
  for (const reader of [...made.readers, ...(recovery ? [recovery] : [])]) {
    const sealed = made.keys.sealed.get(reader.id)
    if (sealed)
      await tx.db
        .insert(t.caseKey)
        .values({ id: randomId(), caseId: id, reader: reader.id, sealed, opened: null })
  }
  for (const [position, sealed] of made.messages.entries())
    await tx.db
      .insert(t.caseMessage)
      .values({ id: randomId(), caseId: id, from: 'person', position, sealed, day: today })
  const link = await tools.vault.seal(tx, `case:${id}`, `case_link.person:${id}`, made.person)
  await tx.db.insert(t.caseLink).values({ caseId: id, person: link })
  return { no, due, told: level === 'crisis' ? exact : due }
}

/**
 * Drawn by lot: counted, a number would tell whoever gets one how many there were before, a reader which one is kept
 * from him, and between which two others a 隐名 case came.
 */
async function drawNumber(tx: Tx, prefix: string, today: string): Promise<string> {
  const { caseFile } = tx.t
  for (;;) {
    const no = businessNumber(prefix, today, randomInt(1, 10_000))
    const taken = await tx.db.select({ id: caseFile.id }).from(caseFile).where(eq(caseFile.no, no))
    if (taken.length === 0) return no
  }
}

/** Adds a sealed message to a case. */
export async function appendMessage(
  tx: Tx,
  caseId: string,
  from: 'person' | 'handler' | 'note',
  sealed: Uint8Array,
  day: string,
): Promise<void> {
  const position = await nextPosition(tx, caseId)
  await tx.db.insert(tx.t.caseMessage).values({ id: randomId(), caseId, from, position, sealed, day })
}

export async function nextPosition(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.db
    .select({ last: max(tx.t.caseMessage.position) })
    .from(tx.t.caseMessage)
    .where(eq(tx.t.caseMessage.caseId, caseId))
  return row?.last === null || row?.last === undefined ? 0 : Number(row.last) + 1
}

/** person.id of the one a case belongs to: the sealed link is opened by the server alone, to carry an answer. */
export async function personOfCase(tx: Tx, tools: Tools, caseId: string): Promise<string | null> {
  const [row] = await tx.db.select().from(tx.t.caseLink).where(eq(tx.t.caseLink.caseId, caseId))
  return row ? tools.vault.openText(tx, `case_link.person:${caseId}`, row.person) : null
}

export type CaseRow = Tx['t']['caseFile']['$inferSelect']

/** A case, or the one its words were moved to. */
export async function standingCase(tx: Tx, id: string): Promise<CaseRow | null> {
  const { caseFile } = tx.t
  const [row] = await tx.db.select().from(caseFile).where(eq(caseFile.id, id))
  return row?.mergedInto ? standingCase(tx, row.mergedInto) : (row ?? null)
}

/** So many links are opened at a time. */
const PAGE = 200

/**
 * Somebody's cases, the newest first. Whose a case is, only its sealed link tells, so they are looked through one by
 * one, to the end.
 * @param which further limits: without any, every case there is is looked at
 * @param most enough are found then
 */
export async function casesOfPerson(
  tx: Tx,
  tools: Tools,
  person: string,
  which: SQL | undefined,
  most: number,
): Promise<CaseRow[]> {
  const { caseFile, caseLink } = tx.t
  const found: CaseRow[] = []
  for (let last: string | null = null; ; ) {
    const rows: { file: CaseRow; link: Uint8Array }[] = await tx.db
      .select({ file: caseFile, link: caseLink.person })
      .from(caseFile)
      .innerJoin(caseLink, eq(caseLink.caseId, caseFile.id))
      .where(and(which, last === null ? undefined : lt(caseFile.no, last)))
      .orderBy(desc(caseFile.no))
      .limit(PAGE)
    for (const { file, link } of rows) {
      if ((await tools.vault.openText(tx, `case_link.person:${file.id}`, link)) !== person) continue
      found.push(file)
      if (found.length >= most) return found
    }
    last = rows.at(-1)?.file.no ?? null
    if (last === null || rows.length < PAGE) return found
  }
}

export interface Letter {
  id: string
  caseId: string
  no: string
  text: string
  /** Whether its reader sees who I am. */
  hidden: boolean
}

/** The oldest answer that waits for a person. The few that wait are looked through, since only links tell whose they are. */
export async function waitingLetter(tx: Tx, tools: Tools, person: string): Promise<Letter | null> {
  const { caseReply, caseFile } = tx.t
  const rows = await tx.db
    .select({
      id: caseReply.id,
      caseId: caseReply.caseId,
      body: caseReply.body,
      no: caseFile.no,
      mode: caseFile.mode,
    })
    .from(caseReply)
    .innerJoin(caseFile, eq(caseFile.id, caseReply.caseId))
    .orderBy(asc(caseFile.no), asc(caseReply.id))
  for (const { id, caseId, body, no, mode } of rows) {
    if ((await personOfCase(tx, tools, caseId)) !== person) continue
    const text = await tools.vault.openText(tx, `case_reply.body:${id}`, body)
    return { id, caseId, no, text, hidden: mode === 'hidden' }
  }
  return null
}

/** An answer has really been sent: the server keeps neither a copy nor that there was one. */
export async function dropLetter(tx: Tx, id: string): Promise<void> {
  await tx.db.delete(tx.t.caseReply).where(eq(tx.t.caseReply.id, id))
}

/** The case, and the key of this person's that opens it: the newest, where he has several. */
export async function caseForReader(tx: Tx, caseId: string, person: string) {
  const { caseFile, caseKey, reader } = tx.t
  const [row] = await tx.db
    .select({ file: caseFile, key: caseKey, reader })
    .from(caseKey)
    .innerJoin(caseFile, eq(caseFile.id, caseKey.caseId))
    .innerJoin(reader, eq(reader.id, caseKey.reader))
    .where(and(eq(caseKey.caseId, caseId), eq(reader.person, person), isNull(reader.removed)))
    .orderBy(desc(reader.created), desc(reader.id))
    .limit(1)
  return row ?? null
}

/** Everything of a case's private keys that one reader can open: the first, then those since a key ended. */
export async function sealedKeysOf(tx: Tx, caseId: string, readerId: string): Promise<Uint8Array[]> {
  const { caseKey, caseNextKey } = tx.t
  const [first] = await tx.db
    .select({ sealed: caseKey.sealed })
    .from(caseKey)
    .where(and(eq(caseKey.caseId, caseId), eq(caseKey.reader, readerId)))
  const next = await tx.db
    .select({ sealed: caseNextKey.sealed })
    .from(caseNextKey)
    .where(and(eq(caseNextKey.caseId, caseId), eq(caseNextKey.reader, readerId)))
  return [...(first ? [first] : []), ...next].map(row => row.sealed).filter(sealed => sealed.length > 0)
}
