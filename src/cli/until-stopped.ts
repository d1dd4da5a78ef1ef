/** Nobody waits longer than this for an orderly stop, ms. */
const PATIENCE = 15_000

/** Resolves once a signal came and `stop` is done. A second signal, or too long a stop, ends the process at once. */
export function untilStopped(stop: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let stopping = false
    const onSignal = () => {
      if (stopping) process.exit(1)
      stopping = true
      setTimeout(() => process.exit(1), PATIENCE).unref()
      stop().then(resolve, reject)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  })
}
