import { annualEntitlement, tableFor, type Worker } from './entitlement.ts'
import type { LeaveTable } from './table.ts'

/** What the ledger says of somebody's annual leave of one year, in half-days. */
export interface YearBooks {
  readonly year: number
  /** Sum of the year's own lines, and of what came over from last year. */
  readonly own: number
  readonly carry: number
  /** The day HR brought an opening balance in; null = nobody has checked. */
  readonly opened: string | null
  /** Whether there are lines of an earlier year: then it is not the first one here. */
  readonly earlier: boolean
}

/**
 * What is left of a year, before what waits. An opening balance says what was left on its day; a rise of the
 * entitlement after it is added. Without one it is the entitlement with what the ledger says. Of somebody whose leave
 * is prorated in his first year here (企业办法 art. 5) nothing is said before it is known that this is not that year.
 * @param on a day: how much it is then. Before or after the year, its first or last day
 * @returns null where no number can be shown
 */
export function annualLeft(
  tables: LeaveTable['entitlement'],
  worker: Worker,
  { year, own, carry, opened, earlier }: YearBooks,
  on: string,
): { left: number | null; entitled: number | null; carry: number } {
  const prorated = tableFor(tables, worker.staffType)?.prorated === true
  if (prorated && (worker.joined ?? null) === null && opened === null && !earlier)
    return { left: null, entitled: null, carry }
  const entitled = annualEntitlement(tables, worker, within(year, on))
  if (opened === null) return { left: entitled === null ? null : entitled + own + carry, entitled, carry }
  const then = annualEntitlement(tables, worker, within(year, opened))
  const risen = entitled === null || then === null ? 0 : Math.max(0, entitled - then)
  return { left: risen + own + carry, entitled, carry }
}

function within(year: number, date: string): string {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  return date < first ? first : date > last ? last : date
}
