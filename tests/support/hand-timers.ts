import type { Timer, Timers } from '../../src/channels/common/timers.ts'

/** How long the channel waits for a puppet's answer, and at least before it starts one anew, ms. */
const PATIENCE = 30_000
const RESTART = 120_000

/** Pauses between messages are over at once, for the clock stands still; what waits for a puppet when a test says so. */
export class HandTimers implements Timers {
  private readonly waiting = new Set<{ ms: number; run: () => void }>()

  after(ms: number, run: () => void): Timer {
    const one = { ms, run }
    if (ms !== PATIENCE && ms < RESTART) {
      const now = setImmediate(run)
      return { cancel: () => clearImmediate(now) }
    }
    this.waiting.add(one)
    return { cancel: () => this.waiting.delete(one) }
  }

  /** How long each is that waits, ms. */
  lengths(): number[] {
    return [...this.waiting].map(({ ms }) => ms)
  }

  /** All that wait are over. */
  fire(): void {
    for (const one of this.waiting) {
      this.waiting.delete(one)
      one.run()
    }
  }
}

export const SILENT = { info() {}, warn() {}, error() {} }
