import { type Calendar, isWorkday } from '../../../kernel/calendar.ts'
import { addDays } from '../../../kernel/half-day.ts'
import { countedMinutes, halfDaysOf } from './accrual.ts'
import { creditedMinutes, isLate, isPaidFor } from './credit.ts'
import { isOver, type Stretch } from './over.ts'
import type { OvertimeTable, WorkKind } from './table.ts'

/** What somebody has said of his overtime so far, and what he has beside it. */
export interface Said {
  readonly kind: WorkKind
  readonly staffType: string | null
  /** Of another kind where it says so. */
  readonly stretches: readonly (Stretch & { readonly kind?: WorkKind })[]
  readonly subsidy: boolean
  /** Minutes confirmed before that have made no comp-day yet. */
  readonly banked: number
}

export interface Terms {
  /** Comp-days it makes, in half-days, with what was kept from before. */
  readonly halfDays: number
  /** Minutes outside the legal hours. */
  readonly minutes: number
  /** Minutes that are kept, with those from before, until they make a unit. */
  readonly kept: number
  /** Some of what was said lies inside the legal hours and does not count. */
  readonly inside: boolean
  /** From when to when is longer than the hours that were said: it is what counts. */
  readonly longer: boolean
  /** Of a statutory holiday, whose overtime is paid for and makes no comp-day. */
  readonly paid: boolean
  /** Not over yet: its hours are confirmed afterwards. */
  readonly ahead: boolean
  /** Some of it is over and some still to come. */
  readonly mixed: boolean
  readonly late: boolean
  readonly tooOld: boolean
  readonly tooFar: boolean
}

/**
 * What becomes of overtime as it was said, before anybody has confirmed it.
 * @param at `YYYY-MM-DDTHH:MM`, local
 */
export function termsOf(calendar: Calendar, table: OvertimeTable, said: Said, at: string): Terms {
  const { kind, staffType, subsidy, stretches } = said
  const today = at.slice(0, 10)
  const worked = stretches.map(stretch => outsideMinutes(calendar, table, stretch))
  const kinds = stretches.map(({ kind: own }) => kindOf(table, { kind, own, subsidy }))
  const credited = stretches.map(({ date, kind: own }, i) =>
    creditedMinutes(calendar, table, {
      date,
      minutes: worked[i] ?? 0,
      staffType,
      ...kindOf(table, { kind, own, subsidy }),
    }),
  )
  const sum = credited.reduce((a, b) => a + b, 0)
  const pool = table.rounding === 'pool'
  const halfDays = pool
    ? halfDaysOf(table, said.banked + sum)
    : credited.reduce((all, minutes) => all + halfDaysOf(table, minutes), 0)
  const unit = table.hours_per_day * 30
  const dates = stretches.map(({ date }) => date)
  const over = stretches.map(stretch => isOver(calendar, table, stretch, at))
  return {
    halfDays: kinds.length > 0 && kinds.every(one => one.subsidy) ? 0 : halfDays,
    minutes: worked.reduce((a, b) => a + b, 0),
    kept: pool ? said.banked + sum - halfDays * unit : 0,
    inside: stretches.some(({ minutes }, i) => (worked[i] ?? 0) < minutes),
    longer: stretches.some(({ minutes }, i) => (worked[i] ?? 0) > minutes),
    paid: stretches.some(({ date, kind: own }) =>
      isPaidFor(calendar, table, { date, kind: own ?? kind, staffType }),
    ),
    ahead: over.includes(false),
    mixed: over.includes(false) && over.includes(true),
    late: dates.some(date => isLate(calendar, table, date, today)),
    tooOld: dates.some(date => date < addDays(today, -table.report.latest_days)),
    tooFar: dates.some(date => date > addDays(today, table.report.ahead_days)),
  }
}

/**
 * The kind of one of several stretches, and whether a subsidy was paid for it: where they are of several kinds, the answer
 * is about those of which it is asked.
 */
export function kindOf(
  { kinds }: Pick<OvertimeTable, 'kinds'>,
  { kind, own, subsidy }: { kind: WorkKind; own: WorkKind | undefined; subsidy: boolean },
): { kind: WorkKind; subsidy: boolean } {
  const meant = own ?? kind
  return { kind: meant, subsidy: subsidy && (own === undefined || kinds[meant].ask_subsidy) }
}

/** Minutes outside the legal hours: by the clock where that was said, else as stated; never more than a day leaves. */
export function outsideMinutes(
  calendar: Calendar,
  { working_hours }: Pick<OvertimeTable, 'working_hours'>,
  { date, minutes, clock }: Stretch,
): number {
  const [from, to] = clock.split('-')
  if (from && to) return countedMinutes(calendar, working_hours, { date, from, to })
  const legal = working_hours.reduce((all, span) => all + minuteOf(span.to) - minuteOf(span.from), 0)
  return Math.min(minutes, isWorkday(calendar, date) ? 24 * 60 - legal : 24 * 60)
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
