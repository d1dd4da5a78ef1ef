import type { LeaveTable } from './table.ts'

/**
 * How an absence without leave stands, in days: the marks that it has reached in a row and in the year (0 = none), and
 * whether it is a ground for dismissal (公务员法 art. 88(5): *more than* 15 in a row or 30 in a year). A warning;
 * nothing is decided by it.
 */
export function absenceMark(
  { warn_at, warn_in_year_at, in_a_row, in_a_year }: LeaveTable['absence'],
  { inARow, inYear }: { inARow: number; inYear: number },
): { inARow: number; inYear: number; ground: boolean } {
  return {
    inARow: highest(warn_at, inARow),
    inYear: highest(warn_in_year_at, inYear),
    ground: inARow > in_a_row || inYear > in_a_year,
  }
}

function highest(marks: readonly number[], days: number): number {
  return Math.max(0, ...marks.filter(mark => days >= mark))
}
