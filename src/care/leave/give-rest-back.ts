import { type HalfDay, previousHalf } from '../../kernel/half-day.ts'
import type { EffectContext } from '../../runtime/context.ts'
import type { Telling } from '../applications/kind.ts'
import { formOf } from '../applications/store.ts'
import { within } from '../away/rules.ts'
import { endWithLeave } from '../away/with-leave.ts'
import { type Chain, chargeWithout, countWithout, recalledDays } from './chain.ts'
import { giveBack } from './charge.ts'
import { tellOfEnd } from './counted-on.ts'
import type { LeaveForm } from './form.ts'
import { watchLapse } from './jobs.ts'
import type { Account } from './ledger.ts'
import { LEAVE } from './policy.ts'
import { countingOf, type Stretch } from './rules.ts'
import { type LeaveRow, setLeaveEnd, UNUSED } from './store.ts'

type Reader = Pick<EffectContext, 'tx' | 'tools'>

/** What of a leave lies in some days that are worked instead. */
export interface Part {
  readonly row: LeaveRow
  /** The half-days it takes of them, and what is left to it. */
  readonly back: number
  readonly left: number
  /** `back` by the year of each day; for comp-days as year 0. */
  readonly byYear: ReadonlyMap<number, number>
}

/** What each part of a leave has in a stretch, those days left out for which he was called back before. */
export async function partsIn(reader: Reader, { parts }: Chain, stretch: Stretch): Promise<Part[]> {
  const { tx, tools } = reader
  const holes = await recalledDays(
    tx,
    parts.map(({ no }) => no),
  )
  const found: Part[] = []
  for (const row of parts) {
    const form = await formOf<LeaveForm>(reader, row.no)
    const counting = countingOf(tools.policy(LEAVE), form?.kind ?? '')
    const worked = holes.get(row.no) ?? []
    const lies = within(row, stretch)
    const back = lies ? countWithout(tools.calendar, counting, lies, worked) : 0
    const years = lies ? chargeWithout(tools.calendar, counting, lies, worked) : new Map<number, number>()
    found.push({
      row,
      back,
      left: countWithout(tools.calendar, counting, row, worked) - back,
      byYear: row.account === 'comp' ? new Map([[0, back]]) : years,
    })
  }
  return found
}

/**
 * Gives back what a leave took of some days, to the grants that it came from.
 * @param ref names this giving back within each number, and no other
 * @returns half-days given back, and of which account; null where there was no account or nothing to give
 */
export async function giveDaysBack(
  context: EffectContext,
  parts: readonly Part[],
  ref: string,
): Promise<{ account: Account; halfDays: number } | null> {
  let sum = 0
  let account: Account | null = null
  for (const { row, back, byYear } of parts) {
    if (row.account === 'none' || back === 0) continue
    const about = { cause: 'returned' as const, ref: `${row.no}/${ref}`, back: byYear }
    const given = await giveBack(context, row, about)
    if (!given) continue
    account = given.account
    sum += given.halfDays
    if (account === 'comp') await watchLapse(context, row.person)
  }
  return account && sum > 0 ? { account, halfDays: sum } : null
}

/**
 * Where a leave ends before a half-day: each part keeps what is left to it; of which nothing is left, it is unused.
 * @param back when he reported back; null while that is still to come
 */
export async function endBefore(
  context: Telling,
  parts: readonly Part[],
  first: HalfDay,
  back: HalfDay | null,
): Promise<void> {
  const { tx } = context
  for (const { row, left } of parts) {
    const to = first <= row.to ? previousHalf(first) : row.to
    const end =
      left === 0 || first <= row.from
        ? ({ status: UNUSED, back: first } as const)
        : { to, halfDays: left, back }
    await setLeaveEnd(tx, row.no, end)
    await endWithLeave(context, row, { first, last: previousHalf(first), back })
    await tellOfEnd(context, row, first)
  }
}
