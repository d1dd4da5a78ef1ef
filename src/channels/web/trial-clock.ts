import type { MovableClock } from '../../kernel/clock.ts'

/** The trial's time, and moving it so that everything on the way happens. */
export interface TrialClock {
  now(): number
  /** Minutes it is ahead of the real time. */
  ahead(): number
  /** Moves on; what falls due on the way happens in its order, each at its time. */
  forward(minutes: number): Promise<void>
  /** @returns its own undo */
  watch(watcher: () => void): () => void
}

const MINUTE = 60_000
/** Reminders keep office hours and quiet hours: one leap over a week would miss most of them. */
const STEP = 15

/** @param tick does everything that is due now */
export function openTrialClock(clock: MovableClock, tick: () => Promise<void>): TrialClock {
  const watchers = new Set<() => void>()
  const started = clock.now() - Date.now()
  let queue = Promise.resolve()
  let moved = 0

  async function move(minutes: number): Promise<void> {
    for (let left = minutes; left > 0; left -= STEP) {
      const step = Math.min(STEP, left)
      clock.forward(step * MINUTE)
      moved += step
      await tick()
    }
    // A tick that was under way when the clock moved may have looked too early.
    await tick()
    for (const watcher of watchers) watcher()
  }

  return {
    now: clock.now,
    ahead: () => moved + Math.round(started / MINUTE),
    forward(minutes) {
      const moving = queue.then(() => move(minutes))
      queue = moving.catch(() => {})
      return moving
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}
