import type { Wechaty } from 'wechaty'
import type { Clock } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import type { Log } from '../../runtime/log.ts'
import type { Timer, Timers } from '../common/timers.ts'
import type { Loaded } from './load.ts'
import { openLogInNews } from './log-in-news.ts'
import type { WeChatOptions } from './options.ts'
import { inTime } from './puppet.ts'

/** `failed`: the puppet could not be loaded, and is not tried again. */
export type SessionState = 'stopped' | 'starting' | 'scan' | 'online' | 'offline' | 'failed'

/** The account's log-in, from the first code to the last log-out. */
export interface Session {
  readonly state: SessionState
  /** What the account's phone must scan, while it must. */
  readonly code: string | null
  /** Since when it is so, ms UTC. */
  readonly since: number
  /** The bot while somebody is logged in, else null. */
  online(): Wechaty | null
  /** Begins, and returns at once; tries again until it is stopped. */
  start(): void
  stop(): Promise<void>
}

export interface SessionParts extends Pick<WeChatOptions, 'load' | 'onScan' | 'onAlert' | 'onOnline'> {
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  /** Puts the listeners for messages on a bot, once. */
  listen(loaded: Loaded): void
}

/** How long a puppet may take to show a code or log in, before it is started anew, ms. */
const PATIENCE = 120_000
const LONGEST = 3_600_000

/**
 * Whoever logs in again and again within minutes is banned: a puppet that came to nothing is started anew after 2, 4,
 * 8 … minutes, an hour at most.
 */
export function openSession(parts: SessionParts): Session {
  const { clock, timers, log, onAlert, onOnline, onScan } = parts
  const news = openLogInNews(onAlert, timers)
  let loaded: Loaded | null = null
  let state: SessionState = 'stopped'
  let since = clock.now()
  let code: string | null = null
  let failures = 0
  let watch: Timer | null = null
  let working: Promise<void> = Promise.resolve()

  function become(next: SessionState): void {
    if (state === 'stopped' && next !== 'starting') return
    if (next !== state) {
      since = clock.now()
      log.info({ from: state, to: next }, 'wechat.session')
    }
    state = next
    if (next !== 'scan') code = null
    watch?.cancel()
    watch = watchOver(next)
  }

  /** A code that nobody scans is as silent as a puppet that nothing comes of. */
  function watchOver(next: SessionState): Timer | null {
    if (next === 'scan') return timers.after(PATIENCE, news.notScanned)
    return next === 'starting' || next === 'offline' ? timers.after(waitNow(), again) : null
  }

  function waitNow(): number {
    return Math.min(LONGEST, PATIENCE * 2 ** failures)
  }

  function again(): void {
    if (state === 'stopped') return
    failures++
    working = working.then(restart)
  }

  async function begin(): Promise<void> {
    try {
      loaded = await parts.load()
      if (loaded.saved) news.wasIn()
      await loaded.bot.init()
      hearken(loaded.bot)
      parts.listen(loaded)
    } catch (error) {
      log.error({ fault: nameOf(error) }, 'wechat.not_loaded')
      become('failed')
      onAlert?.('wechat_failed', nameOf(error))
      return
    }
    await tryTo('start', loaded.bot)
  }

  async function restart(): Promise<void> {
    const bot = loaded?.bot
    if (!bot || state === 'stopped' || state === 'online') return
    if (state === 'starting') onAlert?.('wechat_failed', 'NOT_STARTED')
    become('starting')
    await tryTo('stop', bot)
    if (now() !== 'stopped') await tryTo('start', bot)
  }

  /** The state may have changed while something was awaited. */
  function now(): SessionState {
    return state
  }

  async function tryTo(what: 'start' | 'stop', bot: Wechaty): Promise<void> {
    try {
      await inTime(timers, bot[what]())
    } catch (error) {
      log.warn({ what, error: nameOf(error) }, 'wechat.puppet_threw')
    }
  }

  /** The puppet itself is listened to: wechaty passes a log-out on only where it can still ask who that was. */
  function hearken(bot: Wechaty): void {
    const { puppet } = bot
    bot.on('error', error => log.warn({ error: nameOf(error) }, 'wechat.error'))
    puppet.on('scan', ({ qrcode }) => {
      if (!qrcode) return
      become('scan')
      if (code === qrcode) return
      code = qrcode
      news.toScan()
      onScan?.(qrcode)
    })
    puppet.on('login', () => {
      failures = 0
      news.loggedIn()
      become('online')
      onOnline?.()
    })
    puppet.on('logout', () => {
      become('offline')
      news.loggedOut()
    })
  }

  return {
    get state() {
      return state
    },
    get code() {
      return code
    },
    get since() {
      return since
    },
    online: () => (state === 'online' && loaded?.bot.isLoggedIn ? loaded.bot : null),
    start() {
      if (state !== 'stopped') return
      become('starting')
      working = working.then(() => (loaded ? tryTo('start', loaded.bot) : begin()))
    },
    async stop() {
      watch?.cancel()
      news.stop()
      state = 'stopped'
      code = null
      await working
      if (loaded) await tryTo('stop', loaded.bot)
    },
  }
}

/** What a puppet throws may hold anything: only its kind is written down. */
function nameOf(error: unknown): string {
  if (error instanceof Fault) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
