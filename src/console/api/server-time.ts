/** How far the server's clock is ahead of this machine's, ms: only ever in trial mode, where it can be moved. */
let ahead = 0

export function serverNow(): number {
  return Date.now() + ahead
}

/** A clock that was moved on: more than two machines' clocks differ. */
const MOVED = 2 * 60_000

export function isClockMoved(): boolean {
  return ahead > MOVED
}

/** Asks the trial for its time; in live mode there is nothing to ask. */
export async function followTrialClock(live: boolean): Promise<void> {
  if (live) return
  const answer = await fetch('/api/trial/clock').catch(() => null)
  const time: { now?: number } = answer?.ok ? await answer.json() : {}
  if (time.now !== undefined) ahead = time.now - Date.now()
}
