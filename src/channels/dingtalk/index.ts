import type { Channel, Inbound } from '../../kernel/channel.ts'
import { systemClock } from '../../kernel/clock.ts'
import { systemTimers } from '../common/timers.ts'
import { openApi } from './api.ts'
import { batchSend, PEOPLE_AT_ONCE } from './batch.ts'
import { openConnection } from './connection.ts'
import { fileFetcher } from './files.ts'
import { type Health, newHealth } from './health.ts'
import { openHttp } from './http.ts'
import { API_BASE, type DingTalkOptions, OAPI_BASE, QPS } from './options.ts'
import { receiver } from './receive.ts'
import { keepConnected, type Reconnect } from './reconnect.ts'
import { type Ring, ringer } from './ring.ts'
import { sender } from './send.ts'
import { openTokens } from './tokens.ts'
import { trusted } from './trust.ts'
import { webhookReply } from './webhook.ts'

export type { Health } from './health.ts'
export type { DingTalkAlert, DingTalkOptions } from './options.ts'
export type { Ring } from './ring.ts'

/** The channel, and what only DingTalk can do. */
export interface DingTalk extends Channel {
  /** Rings up the duty contact. Where the edition has no DING the outcome says `never`. */
  readonly ring: Ring
  health(): Readonly<Health>
}

/**
 * The robot of an app on DingTalk, in stream mode. `start` returns at once and keeps trying: whether it is connected
 * says `health()`. `send` and `fetch` need no connection, and work after `stop` too, so that the outbox can end its calls.
 */
export function openDingTalk(options: DingTalkOptions): DingTalk {
  const { clientId, clientSecret, log, onCall, onAlert, clock = systemClock, timers = systemTimers } = options
  const robotCode = options.robotCode ?? clientId
  const apiBase = baseOf(options.apiBase ?? API_BASE)
  const oapiBase = baseOf(options.oapiBase ?? OAPI_BASE)
  const health = newHealth()
  const http = openHttp(timers)
  const tokens = openTokens({ http, clock, apiBase, clientId, clientSecret })
  const api = openApi({ http, tokens, clock, timers, apiBase, qps: options.qps ?? QPS, onCall, onAlert })
  const trusts = trusted(apiBase, oapiBase)
  const ring = ringer(api, robotCode)
  let reconnect: Reconnect | null = null

  function connect(receive: (event: Inbound) => Promise<void>): Reconnect {
    const message = receiver({ receive, robotCode, trusts, clock, log, health, onCall, onAlert })
    const parts = { http, apiBase, clientId, clientSecret, clock, timers }
    const dropped = (why: string, bytes: number) => {
      health.dropped++
      log.warn({ why, bytes }, 'dingtalk.frame_dropped')
    }
    return keepConnected({
      open: (fates, signal) => openConnection(parts, { message, dropped, ...fates }, signal),
      clock,
      timers,
      random: options.random ?? Math.random,
      log,
      health,
      onAlert,
    })
  }

  return {
    name: 'dingtalk',
    can: { buttons: 20, bytes: 15_000, batch: PEOPLE_AT_ONCE, proactive: true },
    async start(receive) {
      reconnect ??= connect(receive)
      reconnect.start()
    },
    send: sender({
      ring,
      reply: webhookReply(http, oapiBase, onCall),
      batch: batchSend(api, robotCode),
      clock,
      log,
    }),
    fetch: fileFetcher({ api, http, timers, robotCode }),
    ring,
    health: () => health,
    async stop() {
      await reconnect?.stop()
    },
  }
}

function baseOf(url: string): string {
  return url.replace(/\/+$/, '')
}
