import type { AlertCode } from '../../kernel/alerts.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../runtime/log.ts'
import type { Timers } from '../common/timers.ts'
import type { Loaded } from './load.ts'
import type { ChoiceWords } from './render.ts'

export interface WeChatOptions {
  /** Brings wechaty in, and its bot: only then is anything of it loaded. */
  load(): Promise<Loaded>
  readonly log: Log
  readonly words: ChoiceWords
  readonly clock?: Clock | undefined
  readonly timers?: Timers | undefined
  /** Spreads pauses, 0 to 1. */
  readonly random?: (() => number) | undefined
  /** Most messages a minute. Default 20: who writes faster is no human. */
  readonly perMinute?: number | undefined
  /** Whether requests to become friends are accepted; else they wait for somebody at the account's own phone. */
  readonly friends?: 'everybody' | 'nobody' | undefined
  /** A code to be scanned with the account's phone: whoever scans it logs the bot in. */
  readonly onScan?: ((code: string) => void) | undefined
  /** Something an administrator has to look after. May come often: whoever listens keeps one alert per code. */
  readonly onAlert?: ((code: WeChatAlert, about: string) => void) | undefined
  /** The account is logged in: what it was alerted of before is over. */
  readonly onOnline?: (() => void) | undefined
}

/**
 * `wechat_logged_out`: the account was logged out, banned, or has to be scanned in anew. `wechat_failed`: the puppet
 * cannot be loaded or started (`about`: why, as a code).
 */
export type WeChatAlert = (typeof WECHAT_ALERTS)[number]
export const WECHAT_ALERTS = ['wechat_logged_out', 'wechat_failed'] as const satisfies readonly AlertCode[]

export const PER_MINUTE = 20
