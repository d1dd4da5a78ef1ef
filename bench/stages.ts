import Database from 'better-sqlite3'
import type { Channel } from '../src/kernel/channel.ts'
import type { Program } from '../src/main.ts'

/** Time spent in parts of a message's way, measured from outside by wrapping what is called. */
const spent = new Map<string, { ms: number; calls: number }>()

export function measureStages(program: Program, channel: Channel): void {
  const library = program.library()
  Object.assign(library, { read: timed('understand', library.read) })
  const { vault } = program.tools
  for (const name of ['seal', 'open'] as const)
    Object.assign(vault, { [name]: timedAsync('seal and open', vault[name]) })
  Object.assign(channel, { send: timed('encode and send', channel.send) })
  const probe = new Database(':memory:')
  const statement = Object.getPrototypeOf(probe.prepare('select 1')) as Record<
    string,
    (...args: unknown[]) => unknown
  >
  for (const name of ['run', 'get', 'all', 'raw']) {
    const real = statement[name]
    if (real)
      statement[name] = function (this: { source: string }, ...args: unknown[]) {
        return timed(stageOf(this.source), real).apply(this, args)
      }
  }
  probe.close()
}

function stageOf(sql: string): string {
  if (sql === 'commit') return 'commit'
  return /^(begin|savepoint|release|rollback)/.test(sql) ? 'savepoints' : 'statements'
}

/** Milliseconds by stage, in all. */
export function stages(): Record<string, { ms: number; calls: number }> {
  const out = Object.fromEntries(spent)
  spent.clear()
  return out
}

function timed<F extends (...args: never[]) => unknown>(stage: string, real: F): F {
  return function (this: unknown, ...args: Parameters<F>) {
    const from = performance.now()
    try {
      return real.apply(this, args)
    } finally {
      add(stage, performance.now() - from)
    }
  } as F
}

function timedAsync<F extends (...args: never[]) => Promise<unknown>>(stage: string, real: F): F {
  return async function (this: unknown, ...args: Parameters<F>) {
    const from = performance.now()
    const value = await real.apply(this, args)
    add(stage, performance.now() - from)
    return value
  } as F
}

function add(stage: string, ms: number): void {
  const so = spent.get(stage) ?? { ms: 0, calls: 0 }
  spent.set(stage, { ms: so.ms + ms, calls: so.calls + 1 })
}
