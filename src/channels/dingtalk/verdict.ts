import type { HttpAnswer } from './http.ts'
import { codeOf, isRecord, recordOf, textOf } from './json.ts'

/** What an answer of DingTalk means for the message that was to go out. */
export type Verdict =
  | { state: 'sent' }
  | { state: 'later'; code: string; wait: number; unreached?: true }
  | { state: 'never'; code: string }
  /** Longer than this road carries. */
  | { state: 'too_long'; code: string }
  /** The reply route has run out; the API can still reach a person. */
  | { state: 'route_gone'; code: string }

export const SENT: Verdict = { state: 'sent' }

const MINUTE = 60_000
/** Answers that are no answer of DingTalk's: pages of proxies, a server that is being restarted. */
const UNWELL = 5_000

/** The verdict on an answer of api.dingtalk.com: HTTP status and `{code, message, requestid}`. */
export function apiVerdict(answer: HttpAnswer): Verdict {
  const { status, body, what } = answer
  if (status === 0) return unreached(what, 0)
  const code = codeOf(recordOf(body)['code'])
  if (status >= 200 && status < 300) {
    // 10,000 calls in 20 seconds from one address: five minutes of this, with status 200.
    if (textOf(recordOf(body)['punish']) !== '') return later('BANNED', 5 * MINUTE)
    return isRecord(body) ? SENT : later(`HTTP_${status}_${what}`, UNWELL)
  }
  if (code === '') return later(`HTTP_${status}_${what}`, UNWELL)
  if (status >= 500 || status === 408) return later(code, 0)
  if (status === 429) return later(code, 1_000)
  for (const [pattern, wait] of PASSING) if (pattern.test(code)) return later(code, wait)
  if (code === 'invalidParameter.msgParam.tooLong') return { state: 'too_long', code }
  return { state: 'never', code }
}

/** Refusals that pass, and after how long: throttles by themselves, the others when somebody has put them right. */
const PASSING: readonly (readonly [pattern: RegExp, wait: number])[] = [
  [/\.QpsLimitFor|^send\.(?:byToken\.)?too/, 1_000],
  [/\.QpmLimitFor/, MINUTE],
  [/\.ApiCountLimitForOrg$/, 60 * MINUTE],
  [/\.(?:AccessTokenPermissionDenied|IpNotInWhiteList)$/, 10 * MINUTE],
  [/^InvalidAuthentication$/, MINUTE],
  [/^system\.?[eE]rror$/, 0],
]

/** The verdict on an answer of a sessionWebhook: HTTP 200 even on failure, and `{errcode, errmsg}`. */
export function webhookVerdict(answer: HttpAnswer): Verdict {
  const { status, body, what } = answer
  if (status === 0) return unreached(what, 0)
  const errcode = recordOf(body)['errcode']
  if (errcode === 0) return SENT
  if (typeof errcode !== 'number') {
    if (textOf(recordOf(body)['punish']) !== '') return later('BANNED', 5 * MINUTE)
    const code = `HTTP_${status}_${what}`
    // Nothing a webhook says in words of HTTP is documented; what is refused for good may pass by the API.
    return status >= 400 && status < 500 && status !== 429
      ? { state: 'route_gone', code }
      : later(code, UNWELL)
  }
  const code = `WEBHOOK_${errcode}`
  if (ROUTE_GONE.has(errcode)) return { state: 'route_gone', code }
  if (TOO_LONG.has(errcode)) return { state: 'too_long', code }
  return BUSY.has(errcode) ? later(code, 1_000) : { state: 'never', code }
}

// 300001 "session 不存在" and 460101 are not in the documents, only in the field.
const ROUTE_GONE = new Set([300001, 400101, 400106])
const TOO_LONG = new Set([460101, 101002])
const BUSY = new Set([-1, 410100, 90018])

/** No answer at all: it says nothing about the message. */
export function unreached(code: string, wait: number): Verdict {
  return { state: 'later', code, wait, unreached: true }
}

function later(code: string, wait: number): Verdict {
  return { state: 'later', code, wait }
}
