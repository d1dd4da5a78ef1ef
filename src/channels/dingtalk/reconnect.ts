import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../runtime/log.ts'
import { backoff } from '../common/backoff.ts'
import type { Timer, Timers } from '../common/timers.ts'
import type { Connection } from './connection.ts'
import { OpenFailed } from './gateway.ts'
import type { Health } from './health.ts'
import type { DingTalkOptions } from './options.ts'

/** Keeps one connection standing, whatever happens to it. */
export interface Reconnect {
  start(): void
  /** Says goodbye to every connection, and begins no new one. */
  stop(): Promise<void>
}

/** What the connections tell. */
export interface Fates {
  retired(connection: Connection): void
  closed(connection: Connection): void
}

export interface ReconnectParts extends Pick<DingTalkOptions, 'onAlert'> {
  open(fates: Fates, signal: AbortSignal): Promise<Connection>
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly log: Log
  readonly health: Health
}

/** For asking and connecting together, ms. */
const OPEN_LIMIT = 10_000
/** A connection that has stood for so long was a good one: the next trouble is counted from the beginning. */
const STEADY = 60_000

/**
 * One attempt at a time, one call of `connections/open` an attempt, and between attempts the backoff; a failure is
 * counted once, wherever it shows (the SDK counts it twice, and doubles its attempts each time: defect 1). When DingTalk
 * announces the end of a connection, the next is opened first and the old one drained.
 */
export function keepConnected(parts: ReconnectParts): Reconnect {
  const { clock, timers, random, log, health } = parts
  /** The connection that gets messages. While it stands there is neither an attempt nor a timer. */
  let current: Connection | null = null
  const retired = new Set<Connection>()
  let attempt: { abort: AbortController; done: Promise<void> } | null = null
  let timer: Timer | null = null
  let failures = 0
  let stopped = true

  function connectIn(wait: number): void {
    if (stopped || attempt || timer) return
    if (wait === 0) return connect()
    timer = timers.after(wait, () => {
      timer = null
      connect()
    })
  }

  function connect(): void {
    const abort = new AbortController()
    const limit = timers.after(OPEN_LIMIT, () => abort.abort('TIMEOUT'))
    health.opens++
    const done = parts.open({ retired: onRetired, closed: onClosed }, abort.signal).then(
      connection => {
        limit.cancel()
        attempt = null
        adopt(connection)
      },
      (error: unknown) => {
        limit.cancel()
        attempt = null
        onFailed(error)
      },
    )
    attempt = { abort, done }
  }

  function adopt(connection: Connection): void {
    for (const old of retired) void old.close()
    current = connection
    health.connected = true
    log.info({ opens: health.opens }, 'dingtalk.connected')
    if (stopped) return
    if (connection.state === 'retired') onRetired(connection)
    if (connection.state === 'closed') onClosed(connection)
  }

  function onFailed(error: unknown): void {
    health.failures++
    if (stopped) return
    const { at, status, code } = error instanceof OpenFailed ? error : UNFORESEEN
    const wait = backoff(failures++, random)
    log.warn({ at, status, code, failures, wait: Math.round(wait) }, 'dingtalk.open_failed')
    // Credentials, an app that is not published, an address that is not on the list: nothing that waiting cures.
    if (REFUSED.has(status) && !PAGES.has(code)) parts.onAlert?.('dingtalk_refused', code)
    connectIn(wait)
  }

  function onRetired(connection: Connection): void {
    if (connection !== current) return
    leave(connection)
    retired.add(connection)
    health.swaps++
    // At once; but not again and again, should DingTalk retire each new one on arrival.
    const wait = failures === 0 ? 0 : backoff(failures - 1, random)
    failures++
    log.info({ swaps: health.swaps, wait: Math.round(wait) }, 'dingtalk.retired')
    connectIn(wait)
  }

  function onClosed(connection: Connection): void {
    if (retired.delete(connection) || connection !== current) return
    leave(connection)
    if (stopped) return
    health.losses++
    const wait = backoff(failures++, random)
    log.warn({ failures, wait: Math.round(wait) }, 'dingtalk.lost')
    connectIn(wait)
  }

  function leave(connection: Connection): void {
    current = null
    health.connected = false
    if (clock.now() - connection.openedAt >= STEADY) failures = 0
  }

  return {
    start() {
      if (!stopped) return
      stopped = false
      connectIn(0)
    },
    async stop() {
      stopped = true
      timer?.cancel()
      timer = null
      attempt?.abort.abort('STOPPED')
      await attempt?.done
      const left = current ? [current, ...retired] : [...retired]
      await Promise.all(left.map(connection => connection.close()))
    },
  }
}

const UNFORESEEN = { at: 'open', status: 0, code: 'UNFORESEEN' }
const REFUSED = new Set([400, 401, 403])
/** Answers of something in between, not of DingTalk. */
const PAGES = new Set(['html', 'xml', 'text', 'json', 'empty'])
