/** Annual leave of a year, with what came over from the year before; in half-days. */
export interface YearOfLeave {
  readonly entitled: number
  /** What last year left over; older years never come over. */
  readonly left: number
  /** The unit agreed to it: 条例 art. 5, where its work needs it. */
  readonly approved: boolean
  readonly taken: number
}

/**
 * What is left of a year: what came over is used first, and lapses with that year's end.
 * @returns what is left of each part; less than nothing in `current` is what was taken beyond it
 */
export function leftOf({ entitled, left, approved, taken }: YearOfLeave): { carry: number; current: number } {
  const came = approved ? Math.max(0, left) : 0
  const fromCarry = Math.min(came, taken)
  return { carry: came - fromCarry, current: entitled - (taken - fromCarry) }
}
