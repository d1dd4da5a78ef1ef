import type { Timers } from '../common/timers.ts'

/** A puppet that says nothing for so long, ms, has failed. */
export const PATIENCE = 30_000

/** What a puppet answers. @throws what it throws, and where it says nothing */
export function inTime<T>(timers: Timers, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = timers.after(PATIENCE, () => reject(new Error('PUPPET_SILENT')))
    promise.then(resolve, reject).finally(() => timer.cancel())
  })
}
