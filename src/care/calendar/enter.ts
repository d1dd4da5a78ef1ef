import type { Calendar } from '../../kernel/calendar.ts'
import { Fault, type Rule } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Tx } from '../../storage/storage.ts'
import {
  chineseCalendar,
  type HolidayYear,
  type ImportProblem,
  importYear,
} from '../../understanding/calendar/index.ts'
import { dropDay, dropYear, putDay, putYear } from './store.ts'

/** Who enters something: person.id, or `cli`. */
export interface EnteredBy {
  readonly actor: string
  /** ms UTC. */
  readonly now: number
}

/**
 * Takes in a year's notice in the JSON form of NateScarlet/holiday-cn, the whole year or nothing; the year entered
 * before is replaced. Written down in the audit log.
 * @throws Fault CALENDAR_INVALID
 */
export async function enterYear(tx: Tx, json: unknown, { actor, now }: EnteredBy): Promise<HolidayYear> {
  const read = importYear(json)
  if (!read.ok) throw invalid(read.problem, read.at)
  await putYear(tx, read.year, authorOf(actor), now)
  await writeAudit(tx, { actor, action: 'calendar.year', about: String(read.year.year) }, now)
  return read.year
}

/** Festivals of the law that a year as it stands in `calendar` has no closure for: its file left them out. */
export function festivalsMissing(calendar: Calendar, year: number): string[] {
  const there = new Set(calendar.holidays(year).map(holiday => holiday.name))
  return chineseCalendar()
    .holidays(year)
    .flatMap(({ name }) => (there.has(name) ? [] : [name]))
}

/** The JSON of a file. @throws Fault CALENDAR_INVALID */
export function parseYear(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('shape', 'JSON')
  }
}

/**
 * A day that the unit itself gives off or has worked, such as a typhoon day. It wins over every notice.
 * @throws Fault INPUT_INVALID for a date that does not exist, or without a reason
 */
export async function enterDay(
  tx: Tx,
  { date, off, reason }: { date: string; off: boolean; reason: string },
  { actor, now }: EnteredBy,
): Promise<void> {
  if (!isDate(date)) throw new Fault('INPUT_INVALID', { details: [{ where: 'date', rule: 'date' }] })
  const why = reason.trim()
  if (why === '') throw new Fault('INPUT_INVALID', { details: [{ where: 'reason', rule: 'required' }] })
  await putDay(tx, { date, off, reason: why }, authorOf(actor), now)
  await writeAudit(tx, { actor, action: 'calendar.day', about: date }, now)
}

/** Takes back a year that was entered. @throws Fault NOT_FOUND */
export async function takeBackYear(tx: Tx, year: number, { actor, now }: EnteredBy): Promise<void> {
  if (!(await dropYear(tx, year))) throw new Fault('NOT_FOUND')
  await writeAudit(tx, { actor, action: 'calendar.year_dropped', about: String(year) }, now)
}

/** Takes back a day of the unit's own. @throws Fault NOT_FOUND */
export async function takeBackDay(tx: Tx, date: string, { actor, now }: EnteredBy): Promise<void> {
  if (!(await dropDay(tx, date))) throw new Fault('NOT_FOUND')
  await writeAudit(tx, { actor, action: 'calendar.day_dropped', about: date }, now)
}

function authorOf(actor: string): string | null {
  return actor === 'cli' ? null : actor
}

const RULES: Readonly<Record<ImportProblem, Rule>> = {
  shape: 'unreadable',
  empty: 'required',
  date: 'date',
  year: 'date',
  duplicate: 'duplicate',
}

function invalid(problem: ImportProblem, at: string): Fault {
  const rule = RULES[problem]
  const values = { wanted: 'JSON', value: at }
  return new Fault('CALENDAR_INVALID', { details: [{ where: at.slice(0, 40), rule, values }] })
}
