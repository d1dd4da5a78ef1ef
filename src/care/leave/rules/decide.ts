import type { Calendar } from '../../../kernel/calendar.ts'
import { type HalfDay, isHalfDay } from '../../../kernel/half-day.ts'
import { chargeByYear, countHalfDays, isProvisional, type Stretch, sharedHalfDay } from './counting.ts'
import { kindRule } from './kinds.ts'
import { type Limit, limitOf } from './limits.ts'
import type { LeaveTable } from './table.ts'

/** Why a request cannot be. Codes are permanent; what people read stands in the flow file. In the order of judging. */
export const REASONS = [
  'INVALID_RANGE',
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
}

export interface Request extends Stretch {
  readonly kind: string
}

/** What an account holds in a year after approved leave and before what waits, in half-days; null = not known. */
export type LeftIn = (account: 'annual' | 'comp', year: number) => number | null

export type Verdict =
  | {
      readonly ok: true
      readonly halfDays: number
      /** What each year gives. */
      readonly charges: ReadonlyMap<number, number>
      /** Holidays of a year are not published yet. */
      readonly provisional: boolean
      readonly limit: Limit | null
    }
  | { readonly ok: false; readonly reason: Reason; readonly about: About }

/** What a refusal is about, for the sentence: the other leave, or the year that has too little. In half-days. */
export interface About {
  readonly other?: Leave
  readonly year?: number
  readonly left?: number
  readonly needs?: number
  readonly limit?: Limit
}

/**
 * Judges a request, in the order of `REASONS`, so that the first thing wrong is what is said. Leave that waits
 * reserves what it will take; a refused or withdrawn one neither blocks nor reserves.
 * @param existing the person's other leave, of every kind
 */
export function decide(
  calendar: Calendar,
  table: Pick<LeaveTable, 'kinds'>,
  request: Request,
  { existing, left }: { existing: readonly Leave[]; left: LeftIn },
): Verdict {
  if (!isRange(request)) return refuse('INVALID_RANGE')
  const rule = kindRule(table, request.kind)
  const halfDays = countHalfDays(calendar, rule.count, request)
  if (halfDays === 0) return refuse('NO_WORKDAYS')

  const alive = existing.filter(({ status }) => status === 'approved' || status === 'pending')
  const other = alive.find(leave => sharedHalfDay(leave, request) !== null)
  if (other) return refuse('OVERLAP', { other })

  const limit = limitOf(
    calendar,
    table,
    request,
    alive.filter(({ kind }) => kind === request.kind),
  )
  if (limit?.over && limit.firm) return refuse('OVER_LIMIT', { limit, needs: halfDays })

  const charges = chargeByYear(calendar, request, rule.count)
  const { account } = rule
  if (account !== 'none') {
    const waiting = alive.filter(
      ({ kind, status }) => status === 'pending' && kindRule(table, kind).account === account,
    )
    // Comp-days belong to no year: the whole is asked of one account.
    const asked: Iterable<readonly [number, number]> =
      account === 'comp' ? [[Number(request.from.slice(0, 4)), halfDays] as const] : charges
    for (const [year, needs] of asked) {
      const held = left(account, year)
      if (held === null) continue
      const free = held - reservedBy(calendar, waiting, account === 'comp' ? null : year)
      if (free < needs) return refuse('INSUFFICIENT_BALANCE', { year, left: free, needs })
    }
  }
  return { ok: true, halfDays, charges, provisional: isProvisional(calendar, request), limit }
}

/** What waiting leave will take, of one year or (null) of all. */
export function reservedBy(calendar: Calendar, waiting: readonly Stretch[], year: number | null): number {
  return waiting.reduce((sum, leave) => {
    if (year === null) return sum + countHalfDays(calendar, 'workday', leave)
    return sum + (chargeByYear(calendar, leave).get(year) ?? 0)
  }, 0)
}

/** Half-days of days that exist, in order, and not longer than anybody's leave can be. */
function isRange({ from, to }: { from: HalfDay; to: HalfDay }): boolean {
  return (
    isHalfDay(from) && isHalfDay(to) && from <= to && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) < 4
  )
}

function refuse(reason: Reason, about: About = {}): Verdict {
  return { ok: false, reason, about }
}
