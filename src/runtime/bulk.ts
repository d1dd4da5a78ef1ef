import type { Calendar } from '../kernel/calendar.ts'
import type { Channel } from '../kernel/channel.ts'
import { type Clock, localTime } from '../kernel/clock.ts'
import { maySend } from '../kernel/sending-hours.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import type { Alarm } from './alarm.ts'
import { batchesOf, type Marked, sendBatches } from './bulk-calls.ts'
import { type BulkPayload, openBulkPayloads } from './bulk-payloads.ts'
import {
  type Claimed,
  claimRows,
  giveUpRows,
  insertRows,
  lapseRows,
  markRows,
  openBulks,
  releaseAll,
  wipeIfDone,
} from './bulk-rows.ts'
import type { PutBulk } from './bulk-text.ts'
import { faultName } from './fault-name.ts'
import type { Log } from './log.ts'
import type { Notices } from './notices.ts'
import { messageOf } from './push.ts'
import { callsLeft, monthOf, type Reminders } from './reminders.ts'
import type { Tally } from './tally.ts'

/**
 * The road for one text to many people. Rows stand in the outbox without a payload; the text stands once in `bulk`,
 * sealed, and is wiped when the last is served. Sent in calls of as many people as the channel takes, at least once
 * each, in the hours for reminders, and only from their share of the monthly quota.
 */
export interface Bulk {
  put(tx: Tx, now: number): PutBulk
  /** What has not been sent yet of the bulks whose id begins so will not be. */
  cancel(tx: Tx, prefix: string): Promise<void>
  /** Takes up what a stop in the middle of a call left. Before anything else is sent. */
  recover(): Promise<void>
  start(): void
  /** Sends everything that may be sent now; tests call it after moving the clock. */
  tick(): Promise<void>
  busy(): boolean
  stop(): Promise<void>
}

export interface BulkParts {
  readonly storage: Storage
  readonly vault: Vault
  readonly clock: Clock
  readonly calendar: Calendar
  readonly zone: string
  readonly log: Log
  readonly alarm: Alarm
  readonly tally: Tally
  readonly channels: ReadonlyMap<string, Channel>
  /** Where somebody is written to who has never written himself. */
  readonly channel: string
  reminders(): Reminders
  notices(): Notices
}

const EVERY = 1_000
/** Calls claimed in one transaction. */
const BATCHES = 50

export function openBulk(parts: BulkParts): Bulk {
  const { storage, vault, clock, log, channels } = parts
  const texts = openBulkPayloads(vault)
  let marks: Marked[] = []
  let running: Promise<void> | null = null
  let again = false
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  /** The month whose quota the administrator was told about. */
  let paused = ''

  const calls = {
    channels,
    clock,
    log,
    messageOf: (bulk: string) => texts.known(bulk)?.message,
    stopping: () => stopping,
  }

  function tick(): Promise<void> {
    if (running) again = true
    running ??= rounds().finally(() => {
      running = null
    })
    return running
  }

  async function rounds(): Promise<void> {
    try {
      for (again = true; again && !stopping; ) {
        again = false
        await sendAll()
      }
    } catch (error) {
      log.error({ fault: faultName(error) }, 'bulk.failed')
    }
  }

  /** While one set of calls is on its way, the one before it is marked and the next is claimed. */
  async function sendAll(): Promise<void> {
    if (marks.length === 0 && !(await storage.read(isWork))) return
    let set = await settle(0)
    // Whoever writes marks down may be given rows again, which would otherwise stand as being sent for ever.
    while (set.length > 0 || marks.length > 0) {
      const batches = batchesOf(channels, set)
      const [done, following] = await Promise.all([sendBatches(calls, batches), settle(batches.length)])
      marks.push(...done)
      set = following
    }
  }

  /** Whether a transaction is worth its while: most of the time there is nothing, or it is not the hour. */
  async function isWork(tx: Tx): Promise<boolean> {
    const now = clock.now()
    const open: BulkPayload[] = []
    for (const bulk of await openBulks(tx)) {
      const text = await texts.open(tx, bulk)
      if (!text) return true
      open.push(text)
    }
    if (open.some(text => now >= text.until)) return true
    if (!open.some(text => text.anytime || inHours(now))) return false
    return paused !== monthOf(now, parts.zone) || (await leftOf(tx, now)) > 0
  }

  /** Writes down what became of the calls that ended and takes the next rows: one transaction for both. */
  function settle(underWay: number): Promise<Claimed[]> {
    const settled = marks
    marks = []
    return storage
      .transaction(async tx => {
        const now = clock.now()
        for (const { rows, mark } of settled) {
          await markRows(tx, rows, mark)
          tx.afterCommit(() => count(mark, rows.length))
          if (mark.state !== 'gave_up') continue
          for (const bulk of new Set(rows.map(r => r.bulk))) await parts.alarm(tx, 'bulk_gave_up', bulk, now)
        }
        return stopping ? [] : claim(tx, now, underWay)
      })
      .catch(error => {
        marks.unshift(...settled)
        throw error
      })
  }

  /** Rows that were never tried count for nothing. */
  function count(mark: Marked['mark'], rows: number): void {
    if (mark.state !== 'due') parts.tally.add(`sends.${mark.state}`, rows)
    else if ('fault' in mark) parts.tally.add('sends.later', rows)
  }

  async function claim(tx: Tx, now: number, underWay: number): Promise<Claimed[]> {
    const left = (await leftOf(tx, now)) - underWay
    if (left <= 0 && underWay === 0) await pause(tx, now)
    const rows: Claimed[] = []
    let room = Math.max(0, Math.min(BATCHES, left)) * batchSize()
    for (const bulk of await openBulks(tx)) {
      const text = await texts.open(tx, bulk)
      if (!text) {
        await giveUp(tx, bulk, now)
        continue
      }
      if (now >= text.until && (await lapseRows(tx, bulk)) > 0)
        await parts.alarm(tx, 'bulk_lapsed', bulk, now)
      const may = room > 0 && (text.anytime || inHours(now))
      const taken = may ? await claimRows(tx, bulk, now, room) : []
      rows.push(...taken)
      room -= taken.length
      if (taken.length === 0 && (await wipeIfDone(tx, bulk))) tx.afterCommit(() => texts.forget(bulk))
    }
    return rows
  }

  /** Said once a month: reminders have used their share, answers go on. */
  async function pause(tx: Tx, now: number): Promise<void> {
    const month = monthOf(now, parts.zone)
    if (paused === month) return
    await parts.alarm(tx, 'reminders_paused', month, now)
    tx.afterCommit(() => {
      paused = month
    })
  }

  /** A text that cannot be opened any more reaches nobody, and must not keep the others from being sent. */
  async function giveUp(tx: Tx, bulk: string, now: number): Promise<void> {
    log.error({ bulk, fault: 'SEAL_BROKEN' }, 'bulk.broken')
    const lost = await giveUpRows(tx, bulk, 'SEAL_BROKEN')
    await wipeIfDone(tx, bulk)
    await parts.alarm(tx, 'bulk_gave_up', bulk, now)
    tx.afterCommit(() => parts.tally.add('sends.gave_up', lost))
  }

  function inHours(now: number): boolean {
    return maySend(parts.reminders(), parts.calendar, localTime(now, parts.zone))
  }

  function leftOf(tx: Tx, now: number): Promise<number> {
    return callsLeft(tx, parts.reminders(), now, parts.zone)
  }

  function batchSize(): number {
    return Math.max(1, ...[...channels.values()].map(c => c.can.batch))
  }

  return {
    put: (tx, now) => async (text, to) => {
      const { id, notice, values = {}, variant = 0, until, anytime = false } = text
      const content: BulkPayload = {
        message: messageOf(parts.notices(), notice, values, variant),
        until,
        anytime,
      }
      const payload = await vault.sealJson(tx, 'bulk', `bulk.payload:${id}`, content)
      await tx.db.insert(tx.t.bulk).values({ id, payload, created: now }).onConflictDoNothing()
      await insertRows(tx, id, to.of, { most: to.most, channel: parts.channel, now })
      tx.afterCommit(() => void tick())
    },
    async cancel(tx, prefix) {
      for (const id of await openBulks(tx, prefix)) await lapseRows(tx, id)
    },
    async recover() {
      await storage.transaction(releaseAll)
    },
    start() {
      timer = setInterval(() => void tick(), EVERY)
    },
    tick,
    busy: () => running !== null,
    async stop() {
      stopping = true
      clearInterval(timer)
      await running
    },
  }
}
