import { addDays, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { DayPart, TimeReading } from '../../kernel/reading.ts'

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

/** From one hour to another. */
export function isClock(time: TimeReading): boolean {
  return Boolean(time.start?.includes('T') && time.end?.includes('T'))
}

/** Whether each day follows the one before. */
export function adjoining(dates: readonly string[]): boolean {
  return dates.every((date, i) => i === 0 || addDays(dates[i - 1] ?? date, 1) === date)
}
