/** A timer that can be taken back. */
export interface Timer {
  cancel(): void
}

/**
 * The fake's own time. It runs with the wall clock; `advance` jumps ahead and fires what falls due on the
 * way, in order; `speed` makes waiting shorter (timers only, never the times that are written into frames).
 * With speed 0 time stands still but for `advance`, and a test owes nothing to how fast the machine is.
 */
export interface Clock {
  /** Milliseconds since 1970, as DingTalk would write them. */
  now(): number
  /** Milliseconds that only ever grow, jumps included: what latencies and expiries are measured with. */
  elapsed(): number
  after(ms: number, run: () => void): Timer
  advance(ms: number): void
  stop(): void
}

interface Pending {
  due: number
  run: () => void
  handle: NodeJS.Timeout | undefined
}

export function createClock(now: () => number = Date.now, speed = 1): Clock {
  const frozen = speed === 0
  const started = performance.now()
  const startedAt = now()
  const timers = new Set<Pending>()
  let jumped = 0

  const timeline = () => (frozen ? 0 : (performance.now() - started) * speed) + jumped
  const fire = (timer: Pending) => {
    clearTimeout(timer.handle)
    if (timers.delete(timer)) timer.run()
  }
  const arm = (timer: Pending) => {
    if (frozen) return
    clearTimeout(timer.handle)
    timer.handle = setTimeout(fire, Math.max(0, (timer.due - timeline()) / speed), timer)
  }

  return {
    now: () => (frozen ? startedAt : now()) + jumped,
    elapsed: () => (frozen ? 0 : performance.now()) + jumped,
    after(ms, run) {
      const timer: Pending = { due: timeline() + ms, run, handle: undefined }
      timers.add(timer)
      arm(timer)
      return {
        cancel() {
          clearTimeout(timer.handle)
          timers.delete(timer)
        },
      }
    },
    advance(ms) {
      let left = ms
      for (let next = earliest(timers); next !== undefined; next = earliest(timers)) {
        const gap = Math.max(0, next.due - timeline())
        if (gap > left) break
        jumped += gap
        left -= gap
        fire(next)
      }
      jumped += left
      for (const timer of timers) arm(timer)
    },
    stop() {
      for (const timer of timers) clearTimeout(timer.handle)
      timers.clear()
    },
  }
}

function earliest(timers: Iterable<Pending>): Pending | undefined {
  let first: Pending | undefined
  for (const timer of timers) if (first === undefined || timer.due < first.due) first = timer
  return first
}
