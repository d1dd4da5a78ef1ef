import { type Calendar, workdaysLater } from '../../../kernel/calendar.ts'
import { dateOf, type HalfDay } from '../../../kernel/half-day.ts'
import type { Account, Counting, KindRule, LeaveTable } from './table.ts'

/** A kind that the table does not know: counted by workdays, no balance, no limit. */
const PLAIN: KindRule = { count: 'workday', account: 'none' }

export function kindRule({ kinds }: Pick<LeaveTable, 'kinds'>, kind: string): KindRule {
  return kinds[kind] ?? PLAIN
}

/** The account a kind of leave is taken from; `none` = it has no balance. Comp-days never touch annual leave. */
export function accountOf(table: Pick<LeaveTable, 'kinds'>, kind: string): Account {
  return kindRule(table, kind).account
}

export function countingOf(table: Pick<LeaveTable, 'kinds'>, kind: string): Counting {
  return kindRule(table, kind).count
}

/**
 * Whether it is about the person's own health: what he writes is not for those who decide. 个人信息保护法 art. 28–29.
 */
export function isMedical(table: Pick<LeaveTable, 'kinds'>, kind: string): boolean {
  return kindRule(table, kind).medical === true
}

/** Whether somebody may be called back from it; from what no rule says so, nobody is. */
export function isRecallable(table: Pick<LeaveTable, 'kinds'>, kind: string): boolean {
  return kindRule(table, kind).recallable === true
}

/** Whether a leave takes a certificate. @param halfDays its length */
export function owesProof(table: Pick<LeaveTable, 'kinds'>, kind: string, halfDays: number): boolean {
  const { proof } = kindRule(table, kind)
  return proof !== undefined && halfDays > proof.more_than_half_days
}

/**
 * By when a certificate may be brought that was not there at once (urgent sickness: papers later), counted from the day
 * the leave begins or is asked for, whichever is later: nobody has the paper of what is weeks ahead. null = none owed.
 * @param asked the day on which it is asked for, ISO
 */
export function proofDue(
  table: Pick<LeaveTable, 'kinds'>,
  { kind, from }: { readonly kind: string; readonly from: HalfDay },
  asked: string,
  calendar: Calendar,
): string | null {
  const { proof } = kindRule(table, kind)
  const begins = dateOf(from)
  return proof ? workdaysLater(calendar, begins > asked ? begins : asked, proof.within_workdays) : null
}

/** Days of 产假, by natural days: 女职工劳动保护特别规定 art. 7; 浙江省人口与计划生育条例 art. 22. */
export function maternityDays(
  table: Pick<LeaveTable, 'kinds'>,
  { child, difficult = false, babies = 1 }: { child: number; difficult?: boolean; babies?: number },
): number {
  const a = kindRule(table, 'maternity').amounts ?? {}
  return (
    of(a, 'base') +
    of(a, child > 1 ? 'further_child' : 'first_child') +
    (difficult ? of(a, 'difficult') : 0) +
    of(a, 'per_further_baby') * Math.max(0, babies - 1)
  )
}

/** Days of leave after a miscarriage: art. 7. @param month of pregnancy, completed */
export function miscarriageDays(table: Pick<LeaveTable, 'kinds'>, month: number): number {
  const a = kindRule(table, 'miscarriage').amounts ?? {}
  return month < of(a, 'late_from_month') ? of(a, 'early') : of(a, 'late')
}

/** Whom somebody visits, and how he is placed. */
export type HomeVisit = 'spouse' | 'unmarried' | 'unmarried_two_years' | 'married'

/**
 * Days of 探亲假, the days on the road besides: 国发〔1981〕36号 art. 2–3. Nothing before a year of service, nor where
 * they live together or can meet on rest days.
 */
export function homeVisitDays(
  table: Pick<LeaveTable, 'kinds'>,
  about: { visit: HomeVisit; workYears: number; apart: boolean },
): number {
  if (about.workYears < 1 || !about.apart) return 0
  return of(kindRule(table, 'home_visit').amounts ?? {}, about.visit)
}

function of(amounts: Readonly<Record<string, number>>, name: string): number {
  return amounts[name] ?? 0
}
