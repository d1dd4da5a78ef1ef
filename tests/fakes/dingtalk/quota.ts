import type { Answer } from './answers.ts'
import { oapiError } from './answers.ts'
import type { ApiName } from './api-names.ts'
import type { App } from './app.ts'
import type { Clock } from './clock.ts'
import { monthlyLimit, qpsLimit } from './fault.ts'

/** What an edition of DingTalk allows; 0 = without limit. */
export interface Limits {
  /** Calls per second, app and API. */
  callsPerSecond: number
  /** Billable API calls of the organisation in a month. */
  callsPerMonth: number
  /** "Webhook & Stream" uses in a month: messages to the robot and replies by sessionWebhook. */
  streamPerMonth: number
}

export interface Quota {
  limits: Limits
  /** Billable calls and stream uses counted so far. */
  readonly used: { calls: number; stream: number }
  /** The refusal for this call, or nothing and the call is counted. Refused calls cost nothing. */
  check(app: App, api: ApiName, road: 'api' | 'oapi', billable: boolean): Answer | undefined
  /** Counts one use of the stream; false = used up, and the message goes out as code 20001. */
  stream(): boolean
  /** A new month. */
  reset(): void
}

// A client that paces itself at exactly 20 a second must not be refused because two calls travelled closer
// together than they were sent.
const BUNCHING_MS = 50

export function createQuota(limits: Limits, clock: Clock): Quota {
  const used = { calls: 0, stream: 0 }
  const windows = new Map<string, { times: Float64Array; at: number }>()

  const tooFast = (app: App, api: ApiName): boolean => {
    const allowed = quota.limits.callsPerSecond
    if (allowed <= 0) return false
    const key = `${app.clientId} ${api}`
    let window = windows.get(key)
    if (window === undefined || window.times.length !== allowed) {
      window = { times: new Float64Array(allowed).fill(Number.NEGATIVE_INFINITY), at: 0 }
      windows.set(key, window)
    }
    const now = clock.now()
    const oldest = window.times[window.at] ?? Number.NEGATIVE_INFINITY
    if (now - oldest < 1_000 - BUNCHING_MS) return true
    window.times[window.at] = now
    window.at = (window.at + 1) % allowed
    return false
  }

  const quota: Quota = {
    limits,
    used,
    check(app, api, road, billable) {
      const { callsPerMonth } = quota.limits
      if (billable && callsPerMonth > 0 && used.calls >= callsPerMonth) {
        return road === 'api' ? monthlyLimit() : oapiError(90020, '本月的接口调用次数已用完')
      }
      if (tooFast(app, api)) {
        return road === 'api' ? qpsLimit() : oapiError(90018, '您的应用调用该接口的QPS超过限制')
      }
      if (billable) used.calls += 1
      return undefined
    },
    stream() {
      used.stream += 1
      const { streamPerMonth } = quota.limits
      return streamPerMonth <= 0 || used.stream <= streamPerMonth
    },
    reset() {
      used.calls = 0
      used.stream = 0
    },
  }
  return quota
}
