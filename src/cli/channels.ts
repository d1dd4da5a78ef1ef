import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { allPeople } from '../care/people/store.ts'
import { openDingTalk } from '../channels/dingtalk/index.ts'
import { openTrialClock } from '../channels/web/trial-clock.ts'
import { trialRoutes } from '../channels/web/trial-routes.ts'
import { openWeb } from '../channels/web/web-channel.ts'
import {
  loadWechaty,
  openWeChat,
  WECHAT_ALERTS,
  type WeChat,
  type WeChatOptions,
  type WeChatStatus,
} from '../channels/wechat/index.ts'
import type { Settings } from '../config.ts'
import { folderOf } from '../data.ts'
import type { AlertCode } from '../kernel/alerts.ts'
import type { Channel } from '../kernel/channel.ts'
import { type Clock, movableClock, systemClock } from '../kernel/clock.ts'
import type { Program } from '../main.ts'
import type { Log } from '../runtime/log.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'

/** The channels of a mode, and what else comes with them. */
export interface Channels {
  readonly clock: Clock
  readonly list: readonly Channel[]
  /** Servers to mount beside the API, once the program is there. */
  mounts(program: Program, pages: string): readonly ((app: FastifyInstance) => Promise<void>)[]
  /** What they say of themselves, for the metrics. */
  gauges(): Readonly<Record<string, number>>
  /** How the log-in on WeChat stands; null where there is none. */
  wechat(): WeChatStatus | null
}

/** What channels tell the program, which is put together after them. */
export interface Hooks {
  counted(kind: string, n: number): void
  alert(code: AlertCode, about: string): void
  /** What was alerted of is over. */
  over(codes: readonly AlertCode[]): void
  /** The account on WeChat is to be logged in by scanning this. */
  scan(code: string): void
}

/** In live mode DingTalk, in trial mode the chat page; WeChat beside it where it is configured. */
export function channelsOf(config: Settings, log: Log, hooks: Hooks, texts: SystemTexts): Channels {
  const first = firstChannel(config, log, hooks)
  const wechat = wechatOf(config, log, hooks, texts, first.clock)
  if (!wechat) return first
  const gauges = () => ({ ...first.gauges(), wechat_online: Number(wechat.status().state === 'online') })
  return { ...first, list: [...first.list, wechat], gauges, wechat: wechat.status }
}

/** The first is where people are written to who have never written themselves. */
function firstChannel(config: Settings, log: Log, hooks: Hooks): Channels {
  const { DINGTALK_CLIENT_ID: clientId, DINGTALK_CLIENT_SECRET: clientSecret } = config
  if (clientId === undefined || clientSecret === undefined) return trial()
  const dingtalk = openDingTalk({
    clientId,
    clientSecret,
    robotCode: config.DINGTALK_ROBOT_CODE,
    apiBase: config.DINGTALK_API_BASE,
    oapiBase: config.DINGTALK_OAPI_BASE,
    qps: config.DINGTALK_QPS,
    log,
    onCall: hooks.counted,
    onAlert: hooks.alert,
  })
  const gauges = () => {
    const { connected, opens, failures, losses, messages } = dingtalk.health()
    return {
      dingtalk_connected: Number(connected),
      dingtalk_opens: opens,
      dingtalk_failures: failures,
      dingtalk_losses: losses,
      dingtalk_messages: messages,
    }
  }
  return { clock: systemClock, list: [dingtalk], mounts: () => [], gauges, wechat: () => null }
}

function wechatOf(config: Settings, log: Log, hooks: Hooks, texts: SystemTexts, clock: Clock): WeChat | null {
  const { WECHATY_PUPPET: puppet, WECHATY_TOKEN: token } = config
  if (puppet === undefined) return null
  return openWeChat({
    load: () => loadWechaty({ puppet, token, folder: join(folderOf(config), 'wechat') }),
    words: choiceWords(texts),
    perMinute: config.WECHATY_PER_MINUTE,
    friends: config.WECHATY_FRIENDS,
    clock,
    log,
    onScan: hooks.scan,
    onAlert: hooks.alert,
    onOnline: () => hooks.over(WECHAT_ALERTS),
  })
}

/** How choices are written out on WeChat. */
export function choiceWords(texts: SystemTexts): WeChatOptions['words'] {
  return {
    answer: (label, say) =>
      label === say ? texts.say('wechat.answer', { say }) : texts.say('wechat.answer_for', { label, say }),
  }
}

function trial(): Channels {
  const clock = movableClock()
  const channel = openWeb(clock)
  return {
    clock,
    list: [channel],
    gauges: () => ({}),
    wechat: () => null,
    mounts: ({ live, storage, road, config }, pages) => {
      const services = {
        live,
        channel,
        clock: openTrialClock(clock, road.timers.tick),
        zone: config.TZ_NAME,
        pages,
        people: () => storage.read(allPeople),
      }
      return [app => trialRoutes(app, services)]
    },
  }
}
