import type { Clock } from '../../kernel/clock.ts'
import { pause, type Timers } from '../common/timers.ts'

/** Keeps calls of one API below its limit: what comes too soon waits its turn, nothing is refused. */
export interface Bucket {
  /** Resolves when the next call may go out; undefined = now. */
  take(): Promise<void> | undefined
  /** DingTalk says it was too fast all the same: nothing more for so long. */
  hold(ms: number): void
}

const SECOND = 1_000

/**
 * At most `perSecond` calls in any second, whichever second one looks at: a bucket that begins full would let twice
 * as many through in its first second, and DingTalk refuses the twenty-first.
 */
export function openBucket(perSecond: number, clock: Clock, timers: Timers): Bucket {
  /** When the latest calls went out, as a ring: the one at `next` is the oldest. */
  const times = new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY)
  let next = 0
  let held = Number.NEGATIVE_INFINITY
  return {
    take() {
      const now = clock.now()
      const at = Math.max(now, held, (times[next] ?? 0) + SECOND)
      times[next] = at
      next = (next + 1) % perSecond
      return at > now ? pause(timers, at - now) : undefined
    },
    hold(ms) {
      held = Math.max(held, clock.now() + ms)
    },
  }
}
