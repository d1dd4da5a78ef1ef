import type { Calendar } from '../../kernel/calendar.ts'
import { dateOf } from '../../kernel/half-day.ts'
import { availableOn, reach } from '../overtime/rules.ts'
import type { Holdings } from './holdings.ts'
import { chargeByDate, chargeByYear, dateOfLast, type Stretch } from './rules.ts'

/** What annual leave there is for a stretch, in half-days. */
export interface Room {
  /**
   * Left in the year that binds: the first whose leave does not suffice. Where all suffice, what the years of the
   * stretch have together. Null where no number can be shown.
   */
  readonly left: number | null
  readonly enough: boolean
  /** Left in one year of the stretch, as it is on its last day there; null where no number can be shown. */
  leftIn(year: number): number | null
  /** The year that `left` belongs to; the first of the stretch where all suffice. */
  readonly year: number
  /** Taken from that year, and from all. */
  readonly needs: number
  readonly halfDays: number
  /** Whether HR has imported an opening balance for every year of the stretch. */
  readonly checked: boolean
}

/**
 * Annual leave is given and taken by the year of each day (条例 art. 5: within one year): a stretch of next January
 * asks nothing of this year, and one over New Year asks each year for its part. What there is is judged on the last
 * day of each part: a rise before it helps.
 */
export function annualRoom(held: Holdings, calendar: Calendar, stretch: Stretch, today: string): Room {
  const charged = chargeByYear(calendar, stretch)
  const first = Number(stretch.from.slice(0, 4))
  if (charged.size === 0) charged.set(first, 0)
  const parts = [...charged].map(([year, needs]) => {
    const { free, checked } = held.annual(year, dateOfLast(stretch, year, today))
    // A balance that was lowered below what waits leaves nothing, and not less than nothing.
    return { year, needs, left: free === null ? null : Math.max(0, free), checked }
  })
  const leftIn = (year: number) => parts.find(part => part.year === year)?.left ?? null
  const halfDays = parts.reduce((sum, part) => sum + part.needs, 0)
  const checked = parts.every(part => part.checked)
  const short = parts.find(part => part.left !== null && part.left < part.needs)
  if (short) return { ...short, enough: false, leftIn, halfDays, checked }
  const left = parts.reduce<number | null>(
    (sum, part) => (sum === null || part.left === null ? null : sum + part.left),
    0,
  )
  return { left, enough: true, leftIn, year: parts[0]?.year ?? first, needs: halfDays, halfDays, checked }
}

/**
 * Comp-days there are for a stretch, in half-days: each day by what has not lapsed on it. Where they suffice it is
 * all that is there on the first day.
 */
export function compRoom(
  held: Holdings,
  calendar: Calendar,
  stretch: Stretch,
): { left: number; enough: boolean } {
  const needs = chargeByDate(calendar, stretch)
  const asked = needs.reduce((sum, { halfDays }) => sum + halfDays, 0)
  const reached = reach(held.freeGrants, needs)
  const there = availableOn(held.freeGrants, dateOf(stretch.from))
  return reached < asked ? { left: reached, enough: false } : { left: Math.max(there, asked), enough: true }
}
