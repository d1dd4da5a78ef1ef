const FIRST = 1_000
const LONGEST = 60_000

/** How long to wait before the next attempt, ms: 1, 2, 4 … 60 s, spread by a fifth so that not all come at once. */
export function backoff(failures: number, random: () => number): number {
  const spread = random() / 5
  return Math.min(LONGEST * (0.8 + spread), FIRST * 2 ** failures * (1 + spread))
}
