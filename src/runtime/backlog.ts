import type { Clock } from '../kernel/clock.ts'
import { sequence } from '../kernel/ids.ts'
import type { Storage } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import { faultName } from './fault-name.ts'
import type { Log } from './log.ts'
import { type Due, type DuePage, dueRows } from './outbox.ts'

export interface BacklogParts {
  readonly storage: Storage
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
  /** Rows read at a time. */
  readonly page?: number
  take(row: Due): void
  /** Whether there is room for another page. */
  room(): boolean
  /** Rows whose words cannot be opened any more. */
  giveUp(broken: DuePage['broken']): Promise<void>
}

/**
 * What stood in the outbox when the program started, page by page, so that however much it is fits into memory. Until
 * the last page is read, rows that are written meanwhile wait, so that none overtakes an older one of its person and
 * channel.
 */
export interface Backlog {
  /** Whether a row that has just become durable is dealt with here. */
  holds(row: Due): boolean
  /** Reads the first page. */
  begin(): Promise<void>
  /** Reads on, if there is something to read and room for it. */
  more(): void
  busy(): boolean
}

const PAGE = 5_000

export function openBacklog(parts: BacklogParts): Backlog {
  const { storage, vault, log, page: size = PAGE } = parts
  let open = false
  let reading = false
  let after = 0
  /** Rows written after this number may be read here before their own commit is heard of. */
  let began = 0
  const early = new Set<number>()
  const late = new Map<number, Due>()

  async function next(): Promise<void> {
    const page = await storage.read(tx => dueRows(tx, vault, after, size))
    for (const row of page.rows) {
      if (row.seq > began && !late.delete(row.seq)) early.add(row.seq)
      parts.take(row)
    }
    if (page.last === null) close()
    else after = page.last
    if (page.broken.length > 0) await parts.giveUp(page.broken)
  }

  function more(): void {
    if (!open || reading || !parts.room()) return
    reading = true
    next()
      .then(() => true)
      .catch(error => log.error({ fault: faultName(error) }, 'backlog.failed'))
      .then(read => {
        reading = false
        if (read === true) more()
      })
  }

  function close(): void {
    open = false
    const rows = [...late.values()].toSorted((a, b) => a.seq - b.seq)
    late.clear()
    for (const row of rows) parts.take(row)
  }

  return {
    holds(row) {
      if (early.delete(row.seq)) return true
      if (open) late.set(row.seq, row)
      return open
    },
    async begin() {
      open = true
      reading = true
      began = sequence(parts.clock.now())
      await next().finally(() => {
        reading = false
      })
      more()
    },
    more,
    busy: () => reading,
  }
}
