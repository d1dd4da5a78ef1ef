import { civil, dateExists, daysInMonth, type EpochDay, epochDay, isoDate } from '../calendar/epoch-day.ts'

/** A day as it was written, existing or not. */
export interface WrittenDay {
  year: number | null
  month: number
  day: number
}

/** The existing days next to one that no calendar has: 2月30日 → 2月28日 and 3月1日; 13月5日 → 12月5日 and 1月5日. */
export function nearestDays({ year, month, day }: WrittenDay, ref: EpochDay): string[] {
  const here = year ?? nextYearOf(month, ref)
  if (month > 12) return [iso(here, 12, day), iso(here + 1, 1, day)].filter(date => date !== null)
  const last = daysInMonth(here, month)
  if (day <= last) return [isoDate(epochDay(here, month, day))]
  const end = epochDay(here, month, last)
  return [isoDate(end), isoDate(end + 1)]
}

/** The year in which that month comes next. */
function nextYearOf(month: number, ref: EpochDay): number {
  const now = civil(ref)
  return month < now.month ? now.year + 1 : now.year
}

function iso(year: number, month: number, day: number): string | null {
  return dateExists(year, month, day) ? isoDate(epochDay(year, month, day)) : null
}
