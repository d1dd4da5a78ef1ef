import { faultName } from '../runtime/fault-name.ts'
import type { Log } from '../runtime/log.ts'

/** Nobody waits longer than this for an orderly stop, ms. */
const PATIENCE = 15_000

/** What of the process is needed. */
interface Process {
  on(event: string, listener: (about: unknown) => void): unknown
  exit(code: number): void
  /** To whoever started it and would not leave it behind; none where it was started by itself. */
  channel?: { unref(): void } | null | undefined
}

/**
 * Resolves once a signal came, whoever started it is gone, or a fault that nobody caught, and `stop` is done. A fault that nobody caught leaves
 * the program in a state that nobody knows: what is durable is taken up by the next start. A second signal, or too
 * long a stop, ends the process at once.
 * @returns the exit code
 */
export function untilStopped(
  stop: () => Promise<void>,
  log: Log,
  process: Process = globalThis.process,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let stopping = false
    let code = 0
    const begin = () => {
      if (stopping) return
      stopping = true
      setTimeout(() => process.exit(1), PATIENCE).unref()
      stop().then(() => resolve(code), reject)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => (stopping ? process.exit(1) : begin()))
    if (process.channel) {
      process.on('disconnect', begin)
      process.channel.unref()
    }
    for (const fault of ['unhandledRejection', 'uncaughtException'])
      process.on(fault, error => {
        // By name only: a message may hold somebody's words.
        log.error({ fault: faultName(error) }, 'program.fault')
        code = 1
        begin()
      })
  })
}
