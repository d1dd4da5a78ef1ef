import type { Channel, Outcome } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Storage } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import type { Alarm } from './alarm.ts'
import { openBacklog } from './backlog.ts'
import type { Directory } from './directory.ts'
import { faultName } from './fault-name.ts'
import type { Log } from './log.ts'
import { type MarkParts, openMarks } from './marks.ts'
import { type Due, type DuePage, markGaveUp, markLater, markMoved } from './outbox.ts'
import { isEnough, triesAfter, waitAfter } from './patience.ts'
import { openReach } from './reach.ts'
import type { Tally } from './tally.ts'

export interface SenderParts {
  readonly storage: Storage
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
  readonly alarm: Alarm
  readonly tally: Tally
  readonly channels: ReadonlyMap<string, Channel>
  readonly directory: Directory
  readonly told: MarkParts['told']
  readonly fate: MarkParts['fate']
  /** Rows of the backlog read at a time. */
  readonly page?: number
}

/**
 * Sends what the outbox holds until it is sent or given up: in order per person and channel, all else in parallel. A
 * person's row that waits on one channel, whose account may be logged out for days, silences no other channel of his.
 */
export interface Sender {
  /** A row that has just become durable. */
  take(row: Due): void
  recover(): Promise<void>
  /** Tries what is due by the clock, which may have moved. */
  look(): void
  /** Whether something is being sent or marked; a row that waits for its next try does not count. */
  busy(): boolean
  /** Lets the calls under way end; what is left stays in the outbox. */
  stop(): Promise<void>
}

const AT_ONCE = 64
/** Rows held in memory before more of the backlog is read. */
const ENOUGH = 50_000

export function openSender(parts: SenderParts): Sender {
  const { storage, clock, log, tally } = parts
  /** By `queueOf`. */
  const queues = new Map<string, Due[]>()
  /** Queues whose first row may be sent. */
  const ready: string[] = []
  /** Queues whose first row waits for its next try. */
  const waits = new Map<string, { at: number; timer: NodeJS.Timeout }>()
  /** How often in a row the first row of a queue has failed. */
  const failures = new Map<string, number>()
  const marks = openMarks(parts)
  const reach = openReach(parts)
  const backlog = openBacklog({ ...parts, take: enqueue, room, giveUp: giveUpBroken })
  let held = 0
  let calls = 0
  let stopping = false
  let idle: (() => void) | null = null

  function enqueue(row: Due): void {
    held++
    const name = queueOf(row)
    const queue = queues.get(name)
    if (queue) {
      queue.push(row)
      return
    }
    queues.set(name, [row])
    ready.push(name)
    pump()
  }

  function pump(): void {
    while (!stopping && calls < AT_ONCE && ready.length > 0) {
      const name = ready.shift()
      const row = name === undefined ? undefined : queues.get(name)?.[0]
      if (row) void call(row)
    }
    backlog.more()
  }

  function room(): boolean {
    return !stopping && ready.length < AT_ONCE && held < ENOUGH
  }

  async function call(row: Due): Promise<void> {
    calls++
    const outcome = await attempt(row)
    if (outcome.state === 'sent') {
      tally.add('sends.sent')
      marks.add(row, clock.now())
      next(row)
    } else if (outcome.state === 'later' && !isEnough(row, outcome, clock.now())) later(row, outcome)
    else await giveUp(row, outcome.code)
    calls--
    pump()
    if (stopping && calls === 0) idle?.()
  }

  /** A channel that throws against its promise must not leave the queue stuck. */
  async function attempt(row: Due): Promise<Outcome> {
    try {
      const address = await reach.now(row)
      if (!address) return { state: 'never', code: 'UNBOUND' }
      const channel = parts.channels.get(address.channel)
      if (!channel) return { state: 'later', code: 'NO_CHANNEL', wait: 60_000 }
      const to = [{ key: row.key, contact: address.contact, reply: row.reply }]
      const [outcome] = await channel.send(row.message, to)
      return outcome ?? { state: 'later', code: 'NO_OUTCOME', wait: 1_000 }
    } catch (error) {
      log.error({ lane: row.lane, outbox: row.seq, fault: faultName(error) }, 'send.failed')
      return { state: 'later', code: 'CALL_FAILED', wait: 1_000 }
    }
  }

  /** The queue's next row. */
  function next(row: Due): void {
    const name = queueOf(row)
    failures.delete(name)
    const queue = queues.get(name)
    if (queue?.shift()) held--
    if (queue && queue.length > 0) ready.push(name)
    else queues.delete(name)
  }

  /** The row keeps its place at the head of its queue: order holds over retries. */
  function later(row: Due, outcome: Outcome & { state: 'later' }): void {
    const { lane, seq } = row
    const name = queueOf(row)
    const failed = (failures.get(name) ?? 0) + 1
    failures.set(name, failed)
    row.tries = triesAfter(row.tries, outcome)
    tally.add('sends.later')
    const wait = waitAfter(Math.max(failed, row.tries), outcome)
    const at = clock.now() + wait
    log.warn({ lane, outbox: seq, tries: row.tries, fault: outcome.code }, 'send.later')
    storage
      .transaction(tx => markLater(tx, seq, row.tries, at, outcome.code))
      .catch(error => log.error({ outbox: seq, fault: faultName(error) }, 'send.not_put_off'))
    if (stopping) return
    waits.set(name, { at, timer: setTimeout(() => again(name), wait) })
  }

  function again(name: string): void {
    clearTimeout(waits.get(name)?.timer)
    waits.delete(name)
    ready.unshift(name)
    pump()
  }

  async function giveUp(row: Due, code: string): Promise<void> {
    if (await move(row, code)) return
    await endRow(row, code)
    next(row)
  }

  /** What cannot be sent on a personal platform is sent at work instead. @returns false where there is no such address */
  async function move(row: Due, code: string): Promise<boolean> {
    try {
      const address = await reach.instead(row)
      if (!address) return false
      await storage.transaction(tx => markMoved(tx, row.seq, address, code))
      log.warn({ lane: row.lane, outbox: row.seq, fault: code }, 'send.moved')
      next(row)
      enqueue({ ...row, ...address, tries: 0 })
      return true
    } catch (error) {
      log.error({ outbox: row.seq, fault: faultName(error) }, 'send.not_moved')
      return false
    }
  }

  async function giveUpBroken(broken: DuePage['broken']): Promise<void> {
    for (const row of broken) await endRow(row, 'SEAL_BROKEN')
  }

  async function endRow(
    { seq, lane, fates }: Pick<Due, 'seq' | 'lane' | 'fates'>,
    code: string,
  ): Promise<void> {
    log.error({ lane, outbox: seq, fault: code }, 'send.gave_up')
    tally.add('sends.gave_up')
    await storage
      .transaction(async tx => {
        const now = clock.now()
        await markGaveUp(tx, seq, code, now)
        // One alert per reason, however many messages: the alert's own push may be what cannot be sent.
        await parts.alarm(tx, 'send_gave_up', code, now)
        if (fates?.length) await parts.fate(tx, fates, 'gave_up', now)
      })
      .catch(error => log.error({ outbox: seq, fault: faultName(error) }, 'send.not_given_up'))
  }

  return {
    take(row) {
      if (!backlog.holds(row)) enqueue(row)
    },
    recover: backlog.begin,
    look() {
      const now = clock.now()
      for (const [name, { at }] of waits) if (at <= now) again(name)
      pump()
    },
    busy: () => calls > 0 || marks.busy() || ready.length > 0 || backlog.busy(),
    async stop() {
      stopping = true
      for (const { timer } of waits.values()) clearTimeout(timer)
      waits.clear()
      if (calls > 0)
        await new Promise<void>(resolve => {
          idle = resolve
        })
      await marks.stop()
    },
  }
}

/** Rows of one queue leave in the order in which they were written. */
function queueOf({ lane, channel }: Due): string {
  return `${channel} ${lane}`
}
