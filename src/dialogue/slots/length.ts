import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import {
  addDays,
  dateOf,
  type HalfDay,
  halfDay,
  halfOf,
  nextHalf,
  previousHalf,
} from '../../kernel/half-day.ts'
import type { TimeReading } from '../../kernel/reading.ts'

/**
 * A length as it was said, in half-days. Weeks and months are those of the calendar, rest days in them or not: “一周”
 * from a Wednesday ends on the Tuesday, “一个月” from the first on the last; of a month the half-days are thirty days.
 */
export interface Length {
  halfDays: number
  unit: 'day' | 'workday' | 'week' | 'month'
}

/** By what a length is counted from a start. */
export interface Counting {
  readonly calendar: Calendar
  /** Rest days and holidays count, too. */
  readonly everyDay: boolean
}

/** A stretch is never longer, in half-days. */
const LONGEST = 366 * 2

const HALVES: Readonly<Record<string, readonly [number, Length['unit']]>> = {
  hour: [0.25, 'day'],
  day: [2, 'day'],
  workday: [2, 'workday'],
  week: [14, 'week'],
  month: [60, 'month'],
  year: [720, 'month'],
}

/** The length a reading names; null where it names none that leave can have. */
export function lengthOf({ amount, unit: said }: Pick<TimeReading, 'amount' | 'unit'>): Length | null {
  const found = HALVES[said ?? '']
  if (!found || amount === null || amount <= 0) return null
  const [per, unit] = found
  return { halfDays: Math.max(1, Math.round(amount * per)), unit }
}

/** Whether it is counted by the calendar, whatever of it are rest days. */
export function isOfCalendar({ unit }: Length): boolean {
  return unit === 'week' || unit === 'month'
}

/**
 * The last half-day of a stretch. Days are working days, unless the flow file says that every day counts (产假), or
 * it begins on a rest day: “这周六请一天” means that Saturday. 工作日 that were said are working days always.
 */
export function lastHalf({ calendar, everyDay }: Counting, from: HalfDay, length: Length): HalfDay {
  if (isOfCalendar(length)) return previousHalf(halfDay(dateAway(dateOf(from), length), halfOf(from)))
  const working = length.unit === 'workday' || (!everyDay && isWorkday(calendar, dateOf(from)))
  let left = Math.min(length.halfDays, LONGEST)
  let at = from
  for (let steps = 0; steps < 4 * LONGEST; steps++) {
    if (!working || isWorkday(calendar, dateOf(at))) left--
    if (left <= 0) return at
    at = nextHalf(at)
  }
  return at
}

/** The date so many weeks or months away, a begun day counted whole. @param sign -1 = before */
export function dateAway(date: string, { halfDays, unit }: Length, sign: 1 | -1 = 1): string {
  const days = Math.ceil(Math.min(halfDays, LONGEST) / 2)
  if (unit !== 'month') return addDays(date, sign * days)
  const months = Temporal.PlainDate.from(date).add({ months: sign * Math.trunc(days / 30) })
  return addDays(months.toString(), sign * (days % 30))
}
