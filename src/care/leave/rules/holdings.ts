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
 * Why no number can be shown: the roster lacks the staff type, or the start of 工作年限; no table holds for the staff
 * type; or it may be a first year here, of which HR counts the part (企业办法 art. 5).
 */
export const MISSING = ['staff_type', 'table', 'work_start', 'first_year'] as const
export type Missing = (typeof MISSING)[number]

/** @returns null where a number can be shown */
export function missingFor(
  tables: LeaveTable['entitlement'],
  worker: Worker,
  { opened, earlier }: Pick<YearBooks, 'opened' | 'earlier'>,
): Missing | null {
  if (opened !== null) return null
  if (worker.staffType === null) return 'staff_type'
  const table = tableFor(tables, worker.staffType)
  if (!table) return 'table'
  if (worker.workStart === null) return 'work_start'
  return table.prorated && (worker.joined ?? null) === null && !earlier ? 'first_year' : null
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
  books: YearBooks,
  on: string,
): { left: number | null; entitled: number | null; carry: number } {
  const { year, own, carry, opened } = books
  if (missingFor(tables, worker, books) !== null) return { left: null, entitled: null, carry }
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
