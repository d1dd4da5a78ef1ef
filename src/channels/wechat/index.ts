import { type Channel, type Inbound, WECHAT } from '../../kernel/channel.ts'
import { systemClock } from '../../kernel/clock.ts'
import { systemTimers } from '../common/timers.ts'
import { fileFetcher } from './files.ts'
import { friends } from './friends.ts'
import { missed } from './missed.ts'
import { PER_MINUTE, type WeChatOptions } from './options.ts'
import { openPace } from './pace.ts'
import { keep, receiver } from './receive.ts'
import { PIECE_BYTES } from './render.ts'
import { sender } from './send.ts'
import { openSession, type SessionState } from './session.ts'

export { type LoadOptions, loadWechaty } from './load.ts'
export { WECHAT_ALERTS, type WeChatAlert, type WeChatOptions } from './options.ts'

/** The channel, and how its log-in stands. */
export interface WeChat extends Channel {
  status(): WeChatStatus
}

export interface WeChatStatus {
  readonly state: SessionState
  /** Since when, ms UTC. */
  readonly since: number
  /** What the account's phone must scan, while it must. Whoever scans it logs the bot in: for administrators alone. */
  readonly code: string | null
}

/**
 * An account on WeChat, through wechaty and a puppet of the user's choice. `start` returns at once and keeps trying;
 * while nobody is logged in, what is to be sent stays in the outbox.
 */
export function openWeChat(options: WeChatOptions): WeChat {
  const { log, clock = systemClock, timers = systemTimers, random = Math.random } = options
  const running = () => session.state !== 'stopped'
  let receive: (event: Inbound) => Promise<void> = async () => {}
  const receiving = { receive: (event: Inbound) => receive(event), clock, timers, random, log, running }
  const take = receiver(receiving)
  const late = missed({ timers, random, log, running, take, onAlert: options.onAlert })
  const befriend = friends({
    rule: options.friends ?? 'everybody',
    clock,
    timers,
    random,
    log,
    running,
    hand: event => keep(event, receiving),
  })
  const session = openSession({
    ...options,
    clock,
    timers,
    listen(loaded) {
      loaded.bot.puppet.on('message', ({ messageId }) => late.told(loaded, messageId))
      loaded.bot.on('message', async message => {
        if (await take(loaded, message as never)) late.came(message.id)
      })
      loaded.bot.on('friendship', friendship => void befriend(loaded, friendship as never))
    },
  })
  const pace = openPace(options.perMinute ?? PER_MINUTE, clock, timers, random)
  return {
    name: WECHAT,
    can: { buttons: 0, bytes: PIECE_BYTES, batch: 1, proactive: true },
    async start(receiver) {
      receive = receiver
      session.start()
    },
    send: sender({ session, pace, timers, log, words: options.words, onAlert: options.onAlert }),
    fetch: fileFetcher(session, timers, random),
    async stop() {
      late.stop()
      await session.stop()
    },
    gone: () => session.state === 'failed',
    status: () => ({ state: session.state, since: session.since, code: session.code }),
  }
}
