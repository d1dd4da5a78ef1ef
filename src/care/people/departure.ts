import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { Fault } from '../../kernel/faults.ts'
import type { Alarm } from '../../runtime/alarm.ts'
import { raiseAlert } from '../../runtime/alerts.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { REROUTE } from '../applications/reroute.ts'
import { watchCases } from '../heart/clock.ts'
import { REPORT } from '../heart/office.ts'
import { endReader } from '../heart/rekey.ts'
import { TALKER_LEFT } from '../heart/talks.ts'
import { WAITS } from '../help/jobs.ts'
import { ROUND } from '../safety/call.ts'
import { endCode, unbind } from '../wechat/store.ts'
import { endDuties } from './duty.ts'
import { hasAdministrator, rosterChanged } from './store.ts'

/** What somebody leaves behind that others must take over: numbers, never what it is about. */
export interface LeftBehind {
  /** His own requests that nobody has decided. Hardship is left out: that there is one is not HR's to know. */
  readonly own: number
  /** Requests that wait for his decision. */
  readonly turns: number
  /** People of the roster whose supervisor he still is. */
  readonly reports: number
}

/** What was taken from him, beside his sign-in. */
export interface Taken {
  /** Units whose duty contact he was; `*` counts as one. */
  readonly duties: number
  /** Keys with which he read 心里话. */
  readonly keys: number
  /** Cases and requests for a human that he had taken, and that are anybody's again. */
  readonly released: number
}

const quietly: Alarm = async (tx, code, about, now) => void (await raiseAlert(tx, code, about, now))

/**
 * Somebody leaves the roster. Nothing of his is deleted: his sign-in, his keys and his duties end in this
 * transaction, what he had taken is free again, and what waits for him is counted for HR.
 * @param alarm tells the administrators where he leaves work behind; by default it only stands in the console
 * @throws Fault NOT_FOUND for somebody who is not on the roster, INPUT_INVALID for the last administrator
 */
export async function leave(
  tx: Tx,
  id: string,
  about: { actor: string; now: number; alarm?: Alarm },
): Promise<LeftBehind & Taken> {
  const { actor, now, alarm = quietly } = about
  const { person, dialogue } = tx.t
  const administered = await hasAdministrator(tx)
  const [gone] = await tx.db
    .update(person)
    .set({ left: now })
    .where(and(eq(person.id, id), isNull(person.left)))
    .returning({ userid: person.userid })
  if (!gone) throw new Fault('NOT_FOUND')
  await endSignIn(tx, id)
  if (administered && !(await hasAdministrator(tx)))
    throw new Fault('INPUT_INVALID', { details: [{ where: 'roles', rule: 'last_admin' }] })
  const taken = {
    duties: await endDuties(tx, gone.userid),
    keys: await endKeys(tx, id, actor, now),
    released: await release(tx, id, now),
  }
  await endCode(tx, id)
  await unbind(tx, { person: id }, actor, now)
  // What HR noted of her health has no purpose any more (个人信息保护法 art. 47).
  const { overtimeProtection } = tx.t
  await tx.db.delete(overtimeProtection).where(eq(overtimeProtection.person, id))
  // His conversation wakes up no more.
  await tx.db.update(dialogue).set({ wakeAt: null }).where(eq(dialogue.lane, id))
  await rosterChanged(tx)
  await writeAudit(tx, { actor, action: 'person.left', about: id }, now)
  const behind = await leftBehind(tx, { id, userid: gone.userid })
  if (behind.turns + behind.reports + taken.duties + taken.keys + taken.released > 0)
    await alarm(tx, 'left_with_work', id, now)
  return { ...behind, ...taken }
}

/** Somebody comes back, as he was; his sign-in and his keys do not. @throws Fault NOT_FOUND */
export async function comeBack(tx: Tx, id: string, about: { actor: string; now: number }): Promise<void> {
  const { person } = tx.t
  const back = await tx.db
    .update(person)
    .set({ left: null })
    .where(and(eq(person.id, id), sql`${person.left} is not null`))
    .returning({ id: person.id })
  if (back.length === 0) throw new Fault('NOT_FOUND')
  await rosterChanged(tx)
  await writeAudit(tx, { actor: about.actor, action: 'person.back', about: id }, about.now)
}

/** What still waits for or is asked by somebody, as it is now. */
export async function leftBehind(tx: Tx, who: { id: string; userid: string }): Promise<LeftBehind> {
  const { application, person } = tx.t
  const many = async (table: typeof application | typeof person, where: SQL | undefined) => {
    const [row] = await tx.db
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(table)
      .where(where)
    return row?.n ?? 0
  }
  return {
    own: await many(
      application,
      and(
        eq(application.person, who.id),
        eq(application.status, 'pending'),
        ne(application.kind, 'hardship'),
      ),
    ),
    turns: await many(application, eq(application.turn, who.id)),
    reports: await many(person, and(eq(person.supervisor, who.userid), isNull(person.left))),
  }
}

async function endSignIn(tx: Tx, id: string): Promise<void> {
  const { session, account } = tx.t
  await tx.db.delete(session).where(eq(session.person, id))
  await tx.db.delete(account).where(eq(account.person, id))
}

async function endKeys(tx: Tx, id: string, actor: string, now: number): Promise<number> {
  const { reader } = tx.t
  const keys = await tx.db
    .select({ id: reader.id })
    .from(reader)
    .where(and(eq(reader.person, id), isNull(reader.removed)))
  for (const key of keys) await endReader(tx, key.id, actor, now)
  return keys.length
}

async function release(tx: Tx, id: string, now: number): Promise<number> {
  const { caseFile, helpRequest } = tx.t
  const cases = await tx.db
    .update(caseFile)
    .set({ handler: null })
    .where(and(eq(caseFile.handler, id), ne(caseFile.status, 'closed')))
    .returning({ id: caseFile.id, kind: caseFile.kind })
  const requests = await tx.db
    .update(helpRequest)
    .set({ status: 'open', handler: null })
    .where(and(eq(helpRequest.handler, id), eq(helpRequest.status, 'taken')))
    .returning({ no: helpRequest.no })
  // Whoever waits for an answer is brought up again at once.
  for (const { no } of requests) await schedule(tx, WAITS, no, now)
  if (cases.length > 0) await watchCases({ tx, now })
  await schedule(tx, TALKER_LEFT, id, now)
  // What waits for him goes to whoever decides it now.
  await schedule(tx, REROUTE, id, now)
  await releaseConcerns(tx, id, now)
  // Whoever takes him from the roster hears no count of reports.
  return cases.filter(({ kind }) => kind !== REPORT).length + requests.length
}

/** Whoever he saw to, or was being called about, somebody else is called about at once. */
async function releaseConcerns(tx: Tx, id: string, now: number): Promise<void> {
  const { concern } = tx.t
  const left = await tx.db
    .update(concern)
    .set({ taker: null, contact: null })
    .where(or(eq(concern.taker, id), eq(concern.contact, id)))
    .returning({ lane: concern.lane })
  for (const { lane } of left) await schedule(tx, ROUND, lane, now)
}
