import type { Calendar } from '../../kernel/calendar.ts'
import { dateOf } from '../../kernel/half-day.ts'
import { joined, without } from '../away/rules.ts'
import { chargeByYear, type LeaveTable, type Stretch, sickDays, type YearEvent } from './rules.ts'

/** Leave that was agreed to, and the days of it for which somebody was called back to work. */
export interface Agreed extends Stretch {
  readonly kind: string
  readonly worked: readonly Stretch[]
}

/**
 * What somebody's 病假 and 事假 are to a year's annual leave (条例 art. 4): days of work that were given back count for
 * nothing, and certificates that run on are one stretch. Pay counts as not deducted: HR knows.
 */
export function yearEvents(
  rules: LeaveTable['exclusions'],
  calendar: Calendar,
  leave: readonly Agreed[],
  year: number,
): YearEvent[] {
  const parts = (kind: string) =>
    leave.filter(one => one.kind === kind).flatMap(one => without(one, one.worked))
  return [
    ...joined(parts('sick')).map(({ from, to }) => ({
      kind: 'sick' as const,
      days: sickDays(rules, { from: dateOf(from), to: dateOf(to) }, year),
    })),
    ...parts('personal').map(part => ({
      kind: 'personal' as const,
      halfDays: chargeByYear(calendar, part).get(year) ?? 0,
      payDeducted: false,
    })),
  ]
}
