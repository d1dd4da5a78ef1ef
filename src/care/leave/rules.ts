import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { dateOf, type HalfDay, halfDays } from '../../kernel/half-day.ts'

/** Kinds of leave, as the flow file's options name them. */
export type LeaveKind =
  | 'annual'
  | 'comp'
  | 'sick'
  | 'personal'
  | 'marriage'
  | 'maternity'
  | 'paternity'
  | 'childcare'
  | 'bereavement'
  | 'home_visit'

/** The account a kind of leave is taken from; `none` = it has no balance. Comp-days never touch annual leave. */
export function accountOf(kind: string): 'annual' | 'comp' | 'none' {
  return kind === 'annual' || kind === 'comp' ? kind : 'none'
}

/**
 * Annual leave by 工作年限, in half-days: 5 days from 1 year, 10 from 10, 15 from 20, each from the month after
 * the years are completed. 《职工带薪年休假条例》 art. 3; 人事部令9号 art. 2.
 * Null where this program has no table for the staff type, or the start of work is not known: then no number is
 * shown.
 */
export function annualEntitlement(
  workStart: string | null,
  staffType: string | null,
  today: string,
): number | null {
  if (workStart === null || staffType === null || !ORDER_NINE.includes(staffType)) return null
  const years = completedYears(workStart, today)
  const days = years >= 20 ? 15 : years >= 10 ? 10 : years >= 1 ? 5 : 0
  return days * 2
}

/** Staff of 机关 and 事业单位, for whom order 9 holds; enterprise and contract staff have other rules. */
const ORDER_NINE = ['公务员', '参公', '事业']

/** Full years of work that count in the month of `today`: a year counts from the month after it was completed. */
export function completedYears(workStart: string, today: string): number {
  const start = Temporal.PlainDate.from(workStart)
  const monthStart = Temporal.PlainDate.from(today).with({ day: 1 })
  const last = monthStart.subtract({ days: 1 })
  if (Temporal.PlainDate.compare(start, last) > 0) return 0
  return start.until(last, { largestUnit: 'year' }).years
}

/**
 * Half-days that a stretch takes from an account, by the year of each day. Statutory holidays and rest days are
 * never taken (条例 art. 3); make-up workdays are.
 */
export function chargeByYear(calendar: Calendar, from: HalfDay, to: HalfDay): Map<number, number> {
  const years = new Map<number, number>()
  for (const half of halfDays(from, to)) {
    const date = dateOf(half)
    if (!isWorkday(calendar, date)) continue
    const year = Number(date.slice(0, 4))
    years.set(year, (years.get(year) ?? 0) + 1)
  }
  return years
}

/** Sick leave of more than a day takes a certificate; flows/leave.yaml asks for it by the same rule. */
export function owesProof(kind: string, halfDays: number): boolean {
  return kind === 'sick' && halfDays > 2
}
