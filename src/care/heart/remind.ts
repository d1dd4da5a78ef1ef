import { eq } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { openBarred } from './barred.ts'
import {
  type CaseClock,
  CLOCK,
  isGiven,
  nextMorning,
  openClock,
  sealClock,
  shownDue,
  watchCases,
} from './clock.ts'
import { partialAmong } from './conflict.ts'
import { formatDue } from './due-words.ts'
import { type Office, officeOf, REPORT } from './office.ts'
import { activeReaders, namesOf, peopleOf, readersOf } from './readers.ts'
import { isUrgent, type Level, untilAgain } from './rules.ts'
import { type CaseRow, personOfCase } from './store.ts'

/** Tells the readers of every case that is overdue and that nobody has taken, until somebody has. */
export async function remindReaders(context: JobContext): Promise<void> {
  const { tx, tools, now } = context
  const rows = await waiting(tx, tools)
  let soonest = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const clock = await openClock(tx, tools, row)
    const next = clock.next > now ? clock.next : await remind(context, row, clock)
    soonest = Math.min(soonest, isUrgent(row.level as Level) ? now : next)
  }
  if (soonest <= now) await watchCases(context)
  else if (soonest < Number.POSITIVE_INFINITY) await schedule(tx, CLOCK, '', soonest)
}

/** Open cases that nobody has taken who can still open them. */
async function waiting(tx: Tx, tools: Tools): Promise<CaseRow[]> {
  const { caseFile } = tx.t
  const rows = await tx.db.select().from(caseFile).where(eq(caseFile.status, 'open'))
  const idsOf = async (office: Office) =>
    new Set((await activeReaders(tx, tools.directory, office)).map(r => r.person.id))
  const readers = { heart: await idsOf('heart'), report: await idsOf('report') }
  const found: CaseRow[] = []
  for (const row of rows)
    if (
      row.handler === null ||
      !readers[officeOf(row.kind)].has(row.handler) ||
      (await isGiven(tx, tools, row))
    )
      found.push(row)
  return found
}

/** @returns when it is said again, ms UTC */
async function remind(context: JobContext, row: CaseRow, clock: CaseClock): Promise<number> {
  const { tx, tools, now, today, push, alarm } = context
  const { id, no, reminded } = row
  const level = row.level as Level
  const readers = await readersOf(tx, tools.directory, id)
  const key = `waits/${randomId()}`
  const values = { no, due: formatDue(await shownDue(tx, tools, row), tools, today) }
  for (const { person } of readers) await push(person, 'case_waits', { key, values })
  // Whoever is on duty gets the number and may call a reader; what stands in it he cannot open.
  if (isUrgent(level) && reminded > 0)
    for (const person of await onDutyFor(tx, tools, row))
      await push(person, 'case_waits_duty', {
        key,
        values: { ...values, readers: namesOf(readers, tools.words().and) },
      })
  // An administrator hears nothing of a report, not even that there is one.
  if (row.kind !== REPORT && (reminded > 0 || readers.length === 0)) await alarm(tx, 'case_overdue', no, now)
  const next = isUrgent(level) ? now + untilAgain(level, reminded + 1) : nextMorning(tools, now)
  await tx.db
    .update(tx.t.caseFile)
    .set({ reminded: reminded + 1, clock: await sealClock(tx, tools, id, { ...clock, next }) })
    .where(eq(tx.t.caseFile.id, id))
  return next
}

/** Who is on duty and may know that there is this case: not its writer, nor whom it names or he left out. */
async function onDutyFor(tx: Tx, tools: Tools, row: CaseRow): Promise<Person[]> {
  const barred = await openBarred(tx, tools, row)
  const writer = await personOfCase(tx, tools, row.id)
  const people = (await tools.directory.withRole(tx, 'duty')).filter(one => one.id !== writer)
  const from = barred ? await peopleOf(tx, tools, [...barred.named, ...barred.without]) : []
  const partial = new Set(await partialAmong(tx, people, from))
  return people.filter(one => !partial.has(one))
}
