/** Hours of overtime that make half a day of rest, by default. 公务员法 art. 82: equal time off. */
const HOURS_PER_HALF_DAY = 4

/** Half-days of rest for hours of overtime: whole half-days only, what is left over is not carried. */
export function compHalfDays(hours: number): number {
  return Math.floor(hours / HOURS_PER_HALF_DAY + 1e-9)
}
