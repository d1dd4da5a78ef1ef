/** Timers that tests move by hand. */
export interface Timers {
  after(ms: number, run: () => void): Timer
}

export interface Timer {
  cancel(): void
}

export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return { cancel: () => clearTimeout(timer) }
  },
}

/** Resolves after `ms`. */
export function pause(timers: Timers, ms: number): Promise<void> {
  return new Promise(resolve => {
    timers.after(ms, resolve)
  })
}
