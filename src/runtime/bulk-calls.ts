import type { Channel, Message, Outcome } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import { type Claimed, keyOf, type Mark } from './bulk-rows.ts'
import { faultName } from './fault-name.ts'
import type { Log } from './log.ts'
import { isOver, triesAfter, waitAfter } from './patience.ts'

/** Rows and what became of them. */
export interface Marked {
  readonly rows: readonly Claimed[]
  readonly mark: Mark
}

export interface CallParts {
  readonly channels: ReadonlyMap<string, Channel>
  readonly clock: Clock
  readonly log: Log
  /** The text of a bulk under way. */
  messageOf(bulk: string): Message | undefined
  /** Calls not yet begun are left for the next start. */
  stopping(): boolean
}

/** Calls under way at once; how many a second is the channel's business. */
const AT_ONCE = 16

/** Sends claimed rows, batch by batch. What became of them is returned, rows that fared alike together. */
export async function sendBatches(parts: CallParts, batches: readonly Claimed[][]): Promise<Marked[]> {
  const done: Marked[] = []
  const queue = batches.values()
  const worker = async () => {
    for (const rows of queue)
      done.push(...(parts.stopping() ? [{ rows, mark: { state: 'due' } as const }] : await call(parts, rows)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return merged(done)
}

/** Rows of one text on one channel, as many as it takes at a time. */
export function batchesOf(channels: ReadonlyMap<string, Channel>, rows: readonly Claimed[]): Claimed[][] {
  const groups = Map.groupBy(rows, row => `${row.channel} ${row.bulk}`)
  return [...groups.values()].flatMap(group => {
    const size = Math.max(1, channels.get(group[0]?.channel ?? '')?.can.batch ?? 1)
    return Array.from({ length: Math.ceil(group.length / size) }, (_, i) =>
      group.slice(i * size, (i + 1) * size),
    )
  })
}

async function call(parts: CallParts, rows: readonly Claimed[]): Promise<Marked[]> {
  const outcomes = await attempt(parts, rows)
  const now = parts.clock.now()
  const waits = new Map<string, number>()
  return rows.map((row, i) => ({ rows: [row], mark: markOf(row, outcomes[i] ?? NOTHING, now, waits) }))
}

async function attempt(parts: CallParts, rows: readonly Claimed[]): Promise<Outcome[]> {
  const [first] = rows
  const channel = first && parts.channels.get(first.channel)
  const message = first && parts.messageOf(first.bulk)
  if (!channel || !message) return rows.map(() => ({ state: 'later', code: 'NO_CHANNEL', wait: 60_000 }))
  const to = rows.map(row => ({ key: keyOf(row.bulk, row.lane), contact: row.contact, reply: null }))
  try {
    return await channel.send(message, to)
  } catch (error) {
    parts.log.error({ bulk: first.bulk, fault: faultName(error) }, 'bulk.call_failed')
    return []
  }
}

const NOTHING: Outcome = { state: 'later', code: 'NO_OUTCOME', wait: 1_000 }

/** A person's own outcome: one who cannot be reached does not hold up the others of his call. */
function markOf(row: Claimed, outcome: Outcome, now: number, waits: Map<string, number>): Mark {
  if (outcome.state === 'sent') return { state: 'sent', at: now }
  if (outcome.state === 'never' || isOver(row, outcome, now)) return { state: 'gave_up', fault: outcome.code }
  const tries = triesAfter(row.tries, outcome)
  return { state: 'due', tries, nextAt: now + waitOf(tries, outcome, waits), fault: outcome.code }
}

/** People of one call who fared alike wait alike, and so leave in one call again. */
function waitOf(tries: number, outcome: Outcome & { state: 'later' }, waits: Map<string, number>): number {
  const alike = `${tries} ${outcome.wait} ${outcome.unreached}`
  const wait = waits.get(alike) ?? waitAfter(outcome.unreached ? UNREACHED : tries, outcome)
  waits.set(alike, wait)
  return wait
}

/** Tries that come to nothing are not counted; they are a minute apart. */
const UNREACHED = 7

function merged(marks: readonly Marked[]): Marked[] {
  const groups = Map.groupBy(marks, ({ mark }) =>
    mark.state === 'sent' ? 'sent' : Object.values(mark).join(' '),
  )
  return [...groups.values()].flatMap(group =>
    group[0] ? [{ mark: group[0].mark, rows: group.flatMap(m => m.rows) }] : [],
  )
}
