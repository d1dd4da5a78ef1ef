import type { AlertCode } from '../../kernel/alerts.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../runtime/log.ts'
import type { Timers } from '../common/timers.ts'

export interface DingTalkOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Default: the client id, as DingTalk does it. */
  readonly robotCode?: string | undefined
  /** Where the new API is. Default `https://api.dingtalk.com`. */
  readonly apiBase?: string | undefined
  /** Where the old API and the sessionWebhooks are. Default `https://oapi.dingtalk.com`. */
  readonly oapiBase?: string | undefined
  /** Most calls a second, per API. Default 15: the standard edition allows 20. */
  readonly qps?: number | undefined
  readonly log: Log
  readonly clock?: Clock | undefined
  readonly timers?: Timers | undefined
  /** Spreads reconnections, 0 to 1. */
  readonly random?: (() => number) | undefined
  /**
   * Counts what DingTalk's two monthly quotas count: `api` = calls of the API, `stream` = messages to the robot
   * and replies by sessionWebhook.
   */
  readonly onCall?: ((kind: 'api' | 'stream', n: number) => void) | undefined
  /** Something an administrator has to look after. May come often: whoever listens keeps one alert per code. */
  readonly onAlert?: ((code: DingTalkAlert, about: string) => void) | undefined
}

/**
 * `dingtalk_quota`: the month's quota is used up (`about`: `api` or `stream`). `dingtalk_refused`: DingTalk does not
 * accept the credentials, the IP address or the permissions of the app (`about`: DingTalk's code).
 */
export type DingTalkAlert = Extract<AlertCode, 'dingtalk_quota' | 'dingtalk_refused'>

export const API_BASE = 'https://api.dingtalk.com'
export const OAPI_BASE = 'https://oapi.dingtalk.com'
export const QPS = 15
