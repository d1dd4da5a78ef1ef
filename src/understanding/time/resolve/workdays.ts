import { type Calendar, isWorkday } from '../../../kernel/calendar.ts'
import { addMonths, type EpochDay, isoDate } from '../../calendar/epoch-day.ts'
import type { Length, Side } from '../scan/token.ts'
import type { Found } from './scope.ts'

/** No closure is longer; past it, counting on would only mean a calendar without workdays. */
const LONGEST_CLOSURE = 40

/** The nth working day from `from` (itself included) in one direction. */
export function nthWorkday(calendar: Calendar, from: EpochDay, nth: number, side: Side): EpochDay {
  let at = from
  let idle = 0
  for (let left = nth; ; at += side) {
    if (isWorkday(calendar, isoDate(at))) {
      left--
      idle = 0
    } else idle++
    if (left <= 0 || idle > LONGEST_CLOSURE) return at
  }
}

/** The day after a length that begins on `from`, or before it for a negative amount; a begun day counts whole. */
export function dayAfter(from: EpochDay, { amount, unit }: Length): EpochDay {
  const whole = (days: number) => (days < 0 ? Math.floor(days) : Math.ceil(days))
  if (unit === 'week') return from + whole(amount * 7)
  if (unit === 'month' || unit === 'year') {
    const months = unit === 'year' ? amount * 12 : amount
    return addMonths(from, Math.trunc(months)) + Math.round((months - Math.trunc(months)) * 30)
  }
  return from + whole(amount)
}

/** `count` days (or working days) from the `first` on, counted outward from an edge that is itself the first. */
export function outward(
  calendar: Calendar,
  edge: EpochDay,
  side: Side,
  first: number,
  count: number,
  unit: 'day' | 'workday',
): Found {
  const at = (nth: number) =>
    unit === 'workday' ? nthWorkday(calendar, edge, nth, side) : edge + side * (nth - 1)
  const [near, far] = [at(first), at(first + count - 1)]
  return { from: Math.min(near, far), to: Math.max(near, far), consulted: unit === 'workday' }
}
