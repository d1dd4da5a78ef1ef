import type { LeaveTable } from './table.ts'

/**
 * How an absence without leave stands, in days: the mark it has reached (0 = none), and whether it is a ground for
 * dismissal (公务员法 art. 88(5): *more than* 15 in a row or 30 in a year). A warning; nothing is decided by it.
 */
export function absenceMark(
  { warn_at, in_a_row, in_a_year }: LeaveTable['absence'],
  { inARow, inYear }: { inARow: number; inYear: number },
): { mark: number; ground: boolean } {
  const reached = warn_at.filter(mark => inARow >= mark)
  return { mark: Math.max(0, ...reached), ground: inARow > in_a_row || inYear > in_a_year }
}
