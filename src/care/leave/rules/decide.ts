import type { Calendar } from '../../../kernel/calendar.ts'
import { dateOf, type HalfDay, isHalfDay } from '../../../kernel/half-day.ts'
import { chargeByYear, countHalfDays, isCountedByGuess, type Stretch, sharedHalfDay } from './counting.ts'
import { type Asker, type NotEntitled, notEntitled } from './entitled.ts'
import { type Asked, untimely } from './in-time.ts'
import { accountOf, kindRule } from './kinds.ts'
import { type Limit, limitOf } from './limits.ts'
import type { LeaveTable } from './table.ts'

/** Why a request cannot be. Codes are permanent; what people read stands in the flow file. In the order of judging. */
export const REASONS = [
  'INVALID_RANGE',
  'OFF_POST',
  'YEAR_OVER',
  'TOO_OLD',
  'NOT_ENTITLED',
  'NO_WORKDAYS',
  'OVERLAP',
  'OVER_LIMIT',
  'INSUFFICIENT_BALANCE',
] as const
export type Reason = (typeof REASONS)[number]

/** A leave that somebody has or asks for. Only `pending` and `approved` block and reserve. */
export interface Leave extends Stretch {
  readonly kind: string
  readonly status: string
  /** Days of it for which somebody was called back to work: they take nothing of a limit. */
  readonly worked?: readonly Stretch[]
}

export interface Request extends Stretch {
  readonly kind: string
}

/**
 * What an account holds for the request in a year, after approved leave and after what waits, in half-days; null = not
 * known. Comp-days belong to no year: the whole is asked of the first.
 */
export type Free = (account: 'annual' | 'comp', year: number) => number | null

export type Verdict<L extends Leave = Leave> =
  | {
      readonly ok: true
      readonly halfDays: number
      /** What each year gives. */
      readonly charges: ReadonlyMap<number, number>
      /** Holidays of a year are not published yet. */
      readonly provisional: boolean
      readonly limit: Limit | null
    }
  | { readonly ok: false; readonly reason: Reason; readonly about: About<L> }

/** What a refusal is about, for the sentence: the other leave, or the year that has too little. In half-days. */
export interface About<L extends Leave = Leave> {
  readonly other?: L
  readonly year?: number
  readonly left?: number
  readonly needs?: number
  readonly limit?: Limit
  readonly why?: NotEntitled
}

/** What a request is judged by. */
interface Ground<L extends Leave> {
  readonly existing: readonly L[]
  readonly free: Free
  readonly who?: Asker | undefined
  readonly asked?: Asked | undefined
}

/**
 * Judges a request, in the order of `REASONS`, so that the first thing wrong is what is said. The one rule by which the
 * chat, the API and the command line judge.
 * @param existing the person's other leave, of every kind; a refused or withdrawn one blocks nothing
 * @param about `who`: whose request it is, where it is judged whether the kind is for him: not of leave he has already;
 * `asked`: when and by whom it is asked for, where that is judged
 */
export function decide<L extends Leave>(
  calendar: Calendar,
  table: Pick<LeaveTable, 'kinds' | 'carry_over' | 'filing'>,
  request: Request,
  { existing, free, who, asked }: Ground<L>,
): Verdict<L> {
  if (!isRange(request)) return refuse('INVALID_RANGE')
  const late = asked ? untimely(table, request, asked) : null
  if (late) return refuse(late)
  const why = who ? notEntitled(table, request.kind, who, dateOf(request.from)) : null
  if (why) return refuse('NOT_ENTITLED', { why })
  const { count, account } = kindRule(table, request.kind)
  const halfDays = countHalfDays(calendar, count, request)
  if (halfDays === 0) return refuse('NO_WORKDAYS')

  const alive = existing.filter(isAlive)
  const other = alive.find(leave => sharedHalfDay(leave, request) !== null)
  if (other) return refuse('OVERLAP', { other })

  const same = alive.filter(({ kind }) => kind === request.kind)
  const limit = limitOf(calendar, table, request, same)
  if (limit?.over && limit.firm) return refuse('OVER_LIMIT', { limit, needs: halfDays })

  const charges = chargeByYear(calendar, request, count)
  if (account !== 'none') {
    const first = Number(request.from.slice(0, 4))
    for (const [year, needs] of account === 'comp' ? [[first, halfDays] as const] : charges) {
      const left = free(account, year)
      if (left !== null && left < needs) return refuse('INSUFFICIENT_BALANCE', { year, left, needs })
    }
  }
  return { ok: true, halfDays, charges, provisional: isCountedByGuess(calendar, count, request), limit }
}

/** What requests that wait will take of an account: of one year, or (null) of all. In half-days. */
export function reservedBy(
  calendar: Calendar,
  table: Pick<LeaveTable, 'kinds'>,
  existing: readonly Leave[],
  { account, year }: { account: 'annual' | 'comp'; year: number | null },
): number {
  return existing
    .filter(({ kind, status }) => status === 'pending' && accountOf(table, kind) === account)
    .reduce((sum, leave) => {
      const counting = kindRule(table, leave.kind).count
      if (year === null) return sum + countHalfDays(calendar, counting, leave)
      return sum + (chargeByYear(calendar, leave, counting).get(year) ?? 0)
    }, 0)
}

function isAlive({ status }: Leave): boolean {
  return status === 'approved' || status === 'pending'
}

/** Half-days of days that exist, in order, and not longer than anybody's leave can be. */
function isRange({ from, to }: { from: HalfDay; to: HalfDay }): boolean {
  return (
    isHalfDay(from) && isHalfDay(to) && from <= to && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) < 4
  )
}

function refuse<L extends Leave>(reason: Reason, about: About<L> = {}): Verdict<L> {
  return { ok: false, reason, about }
}
