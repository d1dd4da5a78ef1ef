import { sql } from 'drizzle-orm'
import type { Clock } from '../kernel/clock.ts'
import type { Storage } from '../storage/storage.ts'
import type { Log } from './log.ts'
import { monthOf } from './reminders.ts'

/** Counts calls against the platform's monthly quota. */
export interface CallCounter {
  count(kind: string, n: number): void
  /** Writes what was counted since; also by itself, every second. */
  flush(): Promise<void>
  /** Writes what is left; what is counted afterwards, while the last calls end, is not. */
  stop(): Promise<void>
}

const EVERY = 1_000

/** Written once a second at most: a message's road must not wait for its own bookkeeping. */
export function openCallCounter(parts: {
  storage: Storage
  clock: Clock
  zone: string
  log: Log
}): CallCounter {
  const { storage, clock, zone, log } = parts
  const waiting = new Map<string, { month: string; kind: string; used: number }>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const rows = [...waiting.values()]
    waiting.clear()
    if (rows.length === 0) return
    try {
      await storage.transaction(async tx => {
        const { quota } = tx.t
        for (const row of rows)
          await tx.db
            .insert(quota)
            .values(row)
            .onConflictDoUpdate({
              target: [quota.month, quota.kind],
              set: { used: sql`${quota.used} + ${row.used}` },
            })
      })
    } catch {
      log.error({ rows: rows.length }, 'quota.not_counted')
      for (const { month, kind, used } of rows) add(month, kind, used)
    }
  }

  function add(month: string, kind: string, n: number): void {
    const key = `${month} ${kind}`
    const row = waiting.get(key)
    if (row) row.used += n
    else waiting.set(key, { month, kind, used: n })
    timer ??= setTimeout(() => void flush(), EVERY)
  }

  return {
    count(kind, n) {
      if (!stopped) add(monthOf(clock.now(), zone), kind, n)
    },
    flush,
    stop() {
      stopped = true
      return flush()
    },
  }
}
