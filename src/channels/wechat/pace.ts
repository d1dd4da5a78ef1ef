import type { Clock } from '../../kernel/clock.ts'
import { pause, type Timers } from '../common/timers.ts'

/** Keeps one account as slow as a human who types: what comes too soon waits its turn. */
export interface Pace {
  /** Resolves when the next text may go out; undefined = now. */
  take(characters: number): Promise<void> | undefined
  /** ms until one more could go out. */
  wait(): number
}

const MINUTE = 60_000
/** Between two messages, ms: as long as it takes to look up, and to type, within reason. */
const PAUSE = 600
const SPREAD = 900
const EACH = 15
const LONGEST = 3_000

/**
 * At most `perMinute` texts in any minute, and between two of them a pause that grows with the second, spread so that
 * no two are alike.
 */
export function openPace(perMinute: number, clock: Clock, timers: Timers, random: () => number): Pace {
  /** When the latest texts went out, as a ring: the one at `next` is the oldest. */
  const times = new Float64Array(perMinute).fill(Number.NEGATIVE_INFINITY)
  let next = 0
  let last = Number.NEGATIVE_INFINITY

  function due(characters: number): number {
    const typed = Math.min(LONGEST, PAUSE + random() * SPREAD + characters * EACH)
    return Math.max(clock.now(), last + typed, (times[next] ?? 0) + MINUTE)
  }

  return {
    take(characters) {
      const at = due(characters)
      last = at
      times[next] = at
      next = (next + 1) % perMinute
      const wait = at - clock.now()
      return wait > 0 ? pause(timers, wait) : undefined
    },
    wait: () => due(0) - clock.now(),
  }
}
