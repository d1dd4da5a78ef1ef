/**
 * What is counted since the start of the process, by outcome and by nothing else: which flow somebody is in, or
 * who he is, is nobody's number.
 */
export const OUTCOMES = {
  /** `done`: answered. `failed`: will be tried again. `parked`: failed for good. `again`: came a second time. */
  turns: ['done', 'failed', 'parked', 'again'],
  /** `later`: will be tried again. */
  sends: ['sent', 'later', 'gave_up'],
} as const

export type Counted = {
  [K in keyof typeof OUTCOMES]: `${K}.${(typeof OUTCOMES)[K][number]}`
}[keyof typeof OUTCOMES]

export interface Tally {
  add(what: Counted, n?: number): void
  /** So far; 0 for what never happened. */
  of(what: Counted): number
}

export function openTally(): Tally {
  const counts = new Map<Counted, number>()
  return {
    add: (what, n = 1) => void counts.set(what, (counts.get(what) ?? 0) + n),
    of: what => counts.get(what) ?? 0,
  }
}
