import type { LeaveTable } from './table.ts'

/**
 * Whether overtime must not be asked for: from the seventh month of pregnancy, or while nursing a child younger than
 * a year. 女职工劳动保护特别规定 art. 6, 9.
 */
export function overtimeForbidden(
  { pregnant_months, nursing_months }: LeaveTable['women'],
  { pregnantMonths, childMonths }: { pregnantMonths?: number; childMonths?: number },
): boolean {
  const pregnant = pregnantMonths !== undefined && pregnantMonths >= pregnant_months
  return pregnant || (childMonths !== undefined && childMonths < nursing_months)
}

/** Hours a day to nurse, until the child is a year old: art. 9. @param babies of one birth */
export function nursingHours(
  { nursing_months, nursing_hours, per_further_baby }: LeaveTable['women'],
  { babies, childMonths }: { babies: number; childMonths: number },
): number {
  return childMonths < nursing_months ? nursing_hours + per_further_baby * Math.max(0, babies - 1) : 0
}
