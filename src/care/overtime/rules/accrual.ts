import { type Calendar, isWorkday } from '../../../kernel/calendar.ts'
import type { OvertimeTable } from './table.ts'

/** Overtime worked on one date: its hours, or from when to when. */
export interface Worked {
  readonly date: string
  /** Minutes outside the legal hours, as stated. */
  readonly minutes?: number
  /** `HH:MM`; an end that is not later is on the next day. */
  readonly from?: string
  readonly to?: string
}

type Unit = Pick<OvertimeTable, 'hours_per_day' | 'unit_days' | 'rounding' | 'most_days'>

/**
 * Minutes that count: on a rest day or holiday all, on a workday or make-up workday what lies outside the legal hours.
 * Stated minutes are what was worked outside them already.
 */
export function countedMinutes(
  calendar: Calendar,
  hours: OvertimeTable['working_hours'],
  { date, minutes, from, to }: Worked,
): number {
  if (from === undefined || to === undefined) return Math.max(0, minutes ?? 0)
  const start = minuteOf(from)
  const end = minuteOf(to) > start ? minuteOf(to) : minuteOf(to) + DAY
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString()
  let counted = end - start
  for (const [day, offset] of [[date, 0] as const, [next, DAY] as const]) {
    if (!isWorkday(calendar, day)) continue
    for (const normal of hours) {
      const shared =
        Math.min(end, minuteOf(normal.to) + offset) - Math.max(start, minuteOf(normal.from) + offset)
      counted -= Math.max(0, shared)
    }
  }
  return counted
}

/** Half-days of rest that records make; by record or of all together, never more than the most there can be. */
export function accrued(unit: Unit, minutes: readonly number[]): number {
  const sum =
    unit.rounding === 'pool'
      ? halfDaysOf(
          unit,
          minutes.reduce((a, b) => a + b, 0),
        )
      : minutes.reduce((all, one) => all + halfDaysOf(unit, one), 0)
  return unit.most_days > 0 ? Math.min(sum, unit.most_days * 2) : sum
}

/** Half-days that minutes of overtime make: whole units only. 公务员法 art. 82: equal time off. */
export function halfDaysOf(
  { hours_per_day, unit_days }: Pick<Unit, 'hours_per_day' | 'unit_days'>,
  minutes: number,
): number {
  const unit = Math.round(hours_per_day * 60 * unit_days)
  return Math.floor(minutes / unit) * unit_days * 2
}

/** Last day on which comp-days worked for on `date` can be taken, itself included; null = they do not lapse. */
export function expiryOf({ months, days, year_end }: OvertimeTable['expiry'], date: string): string | null {
  const day = Temporal.PlainDate.from(date)
  if (months !== undefined) return day.add({ months }).toString()
  if (days !== undefined) return day.add({ days }).toString()
  return year_end === true ? `${date.slice(0, 4)}-12-31` : null
}

const DAY = 24 * 60

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
