import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { addDays, dateOf, type HalfDay, halfDay, nextHalf } from '../../kernel/half-day.ts'
import type { DayPart, TimeReading } from '../../kernel/reading.ts'

/** A length as it was said, in half-days. */
export interface Length {
  halfDays: number
  unit: 'day' | 'workday'
}

/** By what a length is counted from a start. */
export interface Counting {
  readonly calendar: Calendar
  /** Rest days and holidays count, too. */
  readonly everyDay: boolean
}

/** A stretch is never longer, in half-days. */
const LONGEST = 366 * 2

/** The half-days a reading names: from the first to the last. */
export function bounds(time: TimeReading): { from: HalfDay | null; to: HalfDay | null } {
  return {
    from: time.start === null ? null : startOf(time.start, time.startPart),
    to: time.end === null ? null : endOf(time.end, time.endPart),
  }
}

/** The half-day in which a moment lies, as a start: `2026-11-24` or `2026-11-24T14:00`. */
export function startOf(text: string, part: DayPart | null): HalfDay {
  const date = text.slice(0, 10)
  if (text.includes('T')) return halfDay(date, text.slice(11) < '12:00' ? 'a' : 'p')
  return halfDay(date, part === null || part === 'am' ? 'a' : 'p')
}

/** The same as an end: a whole day ends in its afternoon. */
export function endOf(text: string, part: DayPart | null): HalfDay {
  const date = text.slice(0, 10)
  if (text.includes('T')) return halfDay(date, text.slice(11) <= '12:00' ? 'a' : 'p')
  return halfDay(date, part === 'am' || part === 'noon' ? 'a' : 'p')
}

/**
 * The last half-day of a stretch. Days are working days, unless the flow file says that every day counts (产假), or
 * it begins on a rest day: “这周六请一天” means that Saturday. 工作日 that were said are working days always.
 */
export function lastHalf({ calendar, everyDay }: Counting, from: HalfDay, length: Length): HalfDay {
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

/** The length a reading names; null where it names none that counts days or hours. */
export function lengthOf(time: TimeReading): Length | null {
  if (time.amount === null || time.amount <= 0) return null
  const halves: Record<string, number> = { day: 2, workday: 2, week: 14, hour: 0.25 }
  const per = halves[time.unit ?? '']
  if (per === undefined) return null
  return {
    halfDays: Math.max(1, Math.round(time.amount * per)),
    unit: time.unit === 'workday' ? 'workday' : 'day',
  }
}

/** From one hour to another. */
export function isClock(time: TimeReading): boolean {
  return Boolean(time.start?.includes('T') && time.end?.includes('T'))
}

/** Whether each day follows the one before. */
export function adjoining(dates: readonly string[]): boolean {
  return dates.every((date, i) => i === 0 || addDays(dates[i - 1] ?? date, 1) === date)
}
