import { daysBetween } from '../../../kernel/half-day.ts'
import type { LeaveTable } from './table.ts'

/** Something of a year that can take its annual leave away. Days of the calendar year alone. */
export type YearEvent =
  | { readonly kind: 'vacation'; readonly halfDays: number }
  /** `payDeducted`: then it does not count. */
  | { readonly kind: 'personal'; readonly halfDays: number; readonly payDeducted: boolean }
  /** In calendar days; months are turned into them by `sickDays`. */
  | { readonly kind: 'sick'; readonly days: number }

export interface Exclusion {
  /** Annual leave of this year, in half-days. */
  readonly thisYear: number
  readonly nextYearForfeited: boolean
  readonly cause: YearEvent['kind'] | null
}

/**
 * The five cases of 条例 art. 4. Somebody who has already taken leave of this year keeps it and goes without next
 * year's (人事部令9号 art. 4); the case of school vacations does not reach into next year.
 * @param about `entitled`, `taken`: half-days of this year; `workYears`: completed years of work
 */
export function annualExclusion(
  rules: LeaveTable['exclusions'],
  about: { entitled: number; taken: number; workYears: number; events: readonly YearEvent[] },
): Exclusion {
  const { entitled, taken, workYears, events } = about
  const cause = causeOf(rules, workYears, events)
  if (cause)
    return taken > 0
      ? { thisYear: entitled, nextYearForfeited: true, cause }
      : { thisYear: 0, nextYearForfeited: false, cause }
  const vacation = sum(events, 'vacation', e => e.halfDays)
  // Shorter than the leave: it is made up to its number (人事部令9号 art. 5).
  if (vacation > 0)
    return { thisYear: Math.max(0, entitled - vacation), nextYearForfeited: false, cause: 'vacation' }
  return { thisYear: entitled, nextYearForfeited: false, cause: null }
}

function causeOf(
  rules: LeaveTable['exclusions'],
  workYears: number,
  events: readonly YearEvent[],
): 'personal' | 'sick' | null {
  const personal = sum(events, 'personal', e => (e.payDeducted ? 0 : e.halfDays))
  if (personal >= rules.personal.days * 2) return 'personal'
  const sick = sum(events, 'sick', e => e.days)
  const limit = rules.sick.find(({ below_years }) => workYears < below_years)
  return limit && sick >= limit.months * rules.days_of_a_month ? 'sick' : null
}

function sum<K extends YearEvent['kind']>(
  events: readonly YearEvent[],
  kind: K,
  amount: (event: Extract<YearEvent, { kind: K }>) => number,
): number {
  return events.reduce((all, e) => all + (e.kind === kind ? amount(e as never) : 0), 0)
}

/**
 * Sick days of a stretch within one year, in the days that `exclusions` counts: its calendar days; whole months of the
 * calendar are months whatever their length (February to March is two), and what is beside them never makes a month.
 */
export function sickDays(
  rules: LeaveTable['exclusions'],
  { from, to }: { from: string; to: string },
  year: number,
): number {
  const first = from < `${year}-01-01` ? `${year}-01-01` : from
  const last = to > `${year}-12-31` ? `${year}-12-31` : to
  if (first > last) return 0
  const { months, days } = Temporal.PlainDate.from(first).until(
    Temporal.PlainDate.from(last).add({ days: 1 }),
    { largestUnit: 'month' },
  )
  const inMonths = months * rules.days_of_a_month + Math.min(days, rules.days_of_a_month - 1)
  return Math.max(daysBetween(first, last) + 1, inMonths)
}
