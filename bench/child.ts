import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { ENV, FLAGS } from './lean.ts'

/** A process that answers one request at a time. */
export interface Child {
  ask<T>(request: object, timeoutMs?: number): Promise<T>
  /** Peak memory and such are read from outside. */
  readonly pid: number
  stop(): Promise<void>
}

export function startChild(file: string, env: Record<string, string> = {}): Child {
  const child: ChildProcess = fork(join(import.meta.dirname, file), {
    env: { ...ENV, ...process.env, ...env },
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      ...FLAGS,
      ...(process.env['BENCH_PROFILE'] ? ['--cpu-prof', '--cpu-prof-dir', process.env['BENCH_PROFILE']] : []),
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let waiting: { resolve(value: unknown): void; reject(error: Error): void } | null = null
  child.on('message', (answer: { ok: boolean; value: unknown }) => {
    const { resolve, reject } = waiting ?? { resolve() {}, reject() {} }
    waiting = null
    if (answer.ok) resolve(answer.value)
    else reject(new Error(String(answer.value)))
  })
  child.on('exit', code => waiting?.reject(new Error(`${file} ended with ${code}`)))
  return {
    pid: child.pid ?? 0,
    ask<T>(request: object): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting = { resolve: value => resolve(value as T), reject }
        child.send(request)
      })
    },
    stop() {
      if (child.exitCode !== null) return Promise.resolve()
      const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** The other side: answers each request with what `handle` returns. */
export function answerRequests(handle: (request: Record<string, unknown>) => Promise<unknown>): void {
  // An end by a signal alone would leave the folder of the data, and no profile.
  process.once('SIGTERM', () => process.exit(0))
  process.on('message', (request: Record<string, unknown>) => {
    handle(request).then(
      value => process.send?.({ ok: true, value }),
      error =>
        process.send?.({ ok: false, value: error instanceof Error ? (error.stack ?? error.message) : error }),
    )
  })
}

/** CPU used so far (µs) and resident memory (MB) of this process. */
export function usage(): { cpu: number; rss: number } {
  const { user, system } = process.cpuUsage()
  return { cpu: user + system, rss: Math.round(process.memoryUsage().rss / 1e6) }
}
