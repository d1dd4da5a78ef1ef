import { onTestFinished } from 'vitest'
import type { Clock } from '../../src/kernel/clock.ts'

/** A time that runs faster than the wall's, and what is left of the wall's own. */
export interface Hurry {
  /** Goes with the timers: an hour of theirs is an hour of its own. */
  readonly clock: Clock
  /** Wall time for so much hurried time, ms. */
  wall(ms: number): number
  /** A timer of the wall; returns the undo. */
  after(ms: number, run: () => void): () => void
}

/**
 * Until the test ends, timers of this process fire so many times as early: waits of minutes, backoffs and outages
 * keep their proportions, and a test is not made of waiting.
 */
export function hurry(times: number): Hurry {
  const real = { setTimeout, setInterval }
  const began = { wall: performance.now(), at: Date.now() }
  const faster = <T extends typeof setTimeout | typeof setInterval>(start: T): T => {
    const hurried = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(run, ms / times, ...args)
    return Object.assign(hurried, start) as T
  }
  Object.assign(globalThis, {
    setTimeout: faster(real.setTimeout),
    setInterval: faster(real.setInterval),
  })
  onTestFinished(() => void Object.assign(globalThis, real))
  return {
    clock: { now: () => began.at + Math.floor((performance.now() - began.wall) * times) },
    wall: ms => ms / times,
    after(ms, run) {
      const timer = real.setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}
