import type { Channel, Outcome } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import type { Alarm } from './alarm.ts'
import { faultName } from './fault-name.ts'
import type { Log } from './log.ts'
import { type Due, dueRows, markGaveUp, markLater, markSent } from './outbox.ts'
import type { Tally } from './tally.ts'

export interface SenderParts {
  readonly storage: Storage
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
  readonly alarm: Alarm
  readonly tally: Tally
  readonly channels: ReadonlyMap<string, Channel>
  /** Keeps the news that a row with `onSent` has really been sent, in the transaction that marks it. */
  told(tx: Tx, onSent: NonNullable<Due['onSent']>, key: string, now: number): Promise<void>
}

/** Sends what the outbox holds: in order per person, people in parallel, until it is sent or given up. */
export interface Sender {
  /** A row that has just become durable. */
  take(row: Due): void
  recover(): Promise<void>
  /** Whether something is being sent or marked; a row that waits for its next try does not count. */
  busy(): boolean
  /** Lets the calls under way end; what is left stays in the outbox. */
  stop(): Promise<void>
}

const AT_ONCE = 64
/** About six hours of trying. */
const TRIES = 12
const LONGEST_WAIT = 3_600_000
const RECOVERED = 50_000

export function openSender(parts: SenderParts): Sender {
  const { storage, clock, log, tally } = parts
  const lanes = new Map<string, Due[]>()
  const ready: string[] = []
  const timers = new Set<NodeJS.Timeout>()
  const marks: { row: Due; at: number }[] = []
  let marking = false
  let calls = 0
  let stopping = false
  let idle: (() => void) | null = null

  function take(row: Due): void {
    const queue = lanes.get(row.lane)
    if (queue) {
      queue.push(row)
      return
    }
    lanes.set(row.lane, [row])
    ready.push(row.lane)
    pump()
  }

  function pump(): void {
    while (!stopping && calls < AT_ONCE && ready.length > 0) {
      const lane = ready.shift()
      const row = lane === undefined ? undefined : lanes.get(lane)?.[0]
      if (row) void call(row)
    }
  }

  async function call(row: Due): Promise<void> {
    calls++
    const outcome = await attempt(row)
    if (outcome.state === 'sent') {
      tally.add('sends.sent')
      marks.push({ row, at: clock.now() })
      void flushMarks()
      next(row)
    } else if (outcome.state === 'later' && row.tries + 1 < TRIES) later(row, outcome)
    else await giveUp(row, outcome.code)
    calls--
    pump()
    if (stopping && calls === 0 && !marking) idle?.()
  }

  async function attempt(row: Due): Promise<Outcome> {
    const channel = parts.channels.get(row.channel)
    if (!channel) return { state: 'later', code: 'NO_CHANNEL', wait: 60_000 }
    const [outcome] = await channel.send(row.message, [
      { key: row.key, contact: row.contact, reply: row.reply },
    ])
    return outcome ?? { state: 'later', code: 'NO_OUTCOME', wait: 1_000 }
  }

  /** The lane's next row. */
  function next(row: Due): void {
    const queue = lanes.get(row.lane)
    queue?.shift()
    if (queue && queue.length > 0) ready.push(row.lane)
    else lanes.delete(row.lane)
  }

  /** The row keeps its place at the head of its lane: order per person holds over retries. */
  function later(row: Due, outcome: Outcome & { state: 'later' }): void {
    row.tries++
    tally.add('sends.later')
    const grown = Math.min(LONGEST_WAIT, 1_000 * 2 ** (row.tries - 1))
    const wait = Math.max(outcome.wait, grown * (0.5 + Math.random() / 2))
    log.warn({ lane: row.lane, outbox: row.seq, tries: row.tries, fault: outcome.code }, 'send.later')
    void storage
      .transaction(tx => markLater(tx, row.seq, row.tries, clock.now() + wait, outcome.code))
      .catch(() => {})
    const timer = setTimeout(() => {
      timers.delete(timer)
      ready.unshift(row.lane)
      pump()
    }, wait)
    timers.add(timer)
  }

  async function giveUp(row: Due, code: string): Promise<void> {
    log.error({ lane: row.lane, outbox: row.seq, fault: code }, 'send.gave_up')
    tally.add('sends.gave_up')
    await storage
      .transaction(async tx => {
        const now = clock.now()
        await markGaveUp(tx, row.seq, code, now)
        // One alert per reason, however many messages: the alert's own push may be what cannot be sent.
        await parts.alarm(tx, 'send_gave_up', code, now)
      })
      .catch(error => log.error({ outbox: row.seq, fault: faultName(error) }, 'send.not_given_up'))
    next(row)
  }

  /** Marks ride in the next group commit; a crash before it sends a message twice, never not at all. */
  async function flushMarks(): Promise<void> {
    if (marking) return
    marking = true
    while (marks.length > 0) {
      const batch = marks.splice(0)
      try {
        await storage.transaction(async tx => {
          for (const { row, at } of batch) {
            await markSent(tx, row.seq, at)
            if (row.onSent) await parts.told(tx, row.onSent, row.key, at)
          }
        })
      } catch {
        log.error({ rows: batch.length }, 'send.not_marked')
        marks.unshift(...batch)
        await new Promise(resolve => setTimeout(resolve, 200))
      }
    }
    marking = false
    if (stopping && calls === 0) idle?.()
  }

  return {
    take,
    busy: () => calls > 0 || marking || ready.length > 0,
    async recover() {
      const rows = await storage.read(tx => dueRows(tx, parts.vault, Number.MAX_SAFE_INTEGER, RECOVERED))
      for (const row of rows.sort((a, b) => a.seq - b.seq)) take(row)
    },
    async stop() {
      stopping = true
      for (const timer of timers) clearTimeout(timer)
      if (calls > 0 || marking)
        await new Promise<void>(resolve => {
          idle = resolve
        })
    },
  }
}
