import type { Clock } from '../../kernel/clock.ts'
import type { Timers } from '../common/timers.ts'
import { type Bucket, openBucket } from './bucket.ts'
import type { Http, HttpAnswer } from './http.ts'
import { codeOf, recordOf } from './json.ts'
import type { DingTalkOptions } from './options.ts'
import type { Tokens } from './tokens.ts'
import { apiVerdict, unreached, type Verdict } from './verdict.ts'

export interface Call {
  readonly verdict: Verdict
  readonly answer: HttpAnswer
}

/** The calls of api.dingtalk.com that cost quota: with the token, within the pace, counted. */
export interface Api {
  /** Posts to a path of the API. Never throws. */
  post(path: string, body: object): Promise<Call>
}

export interface ApiParts extends Pick<DingTalkOptions, 'onCall' | 'onAlert'> {
  readonly http: Http
  readonly tokens: Tokens
  readonly clock: Clock
  readonly timers: Timers
  readonly apiBase: string
  readonly qps: number
}

export function openApi(parts: ApiParts): Api {
  const { http, tokens, clock, timers, onAlert } = parts
  const buckets = new Map<string, Bucket>()

  async function post(path: string, body: object): Promise<Call> {
    const text = JSON.stringify(body)
    let call = await once(path, text)
    if (code(call) === 'InvalidAuthentication') call = await once(path, text)
    alert(call)
    return call
  }

  async function once(path: string, body: string): Promise<Call> {
    const token = await tokens.get()
    if (typeof token !== 'string') return { answer: token, verdict: withoutToken(token) }
    const bucket = bucketOf(path)
    await bucket.take()
    const answer = await http.call({
      method: 'POST',
      url: parts.apiBase + path,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-acs-dingtalk-access-token': token,
      },
      body,
    })
    const call = { answer, verdict: apiVerdict(answer) }
    if (code(call) === 'InvalidAuthentication') tokens.refused(token)
    else if (code(call).includes('.QpsLimitFor')) bucket.hold(1_000)
    // Throttled calls are not counted.
    if (answer.status !== 403 && answer.status !== 429) parts.onCall?.('api', 1)
    return call
  }

  function bucketOf(path: string): Bucket {
    let bucket = buckets.get(path)
    if (!bucket) {
      bucket = openBucket(parts.qps, clock, timers)
      buckets.set(path, bucket)
    }
    return bucket
  }

  function alert(call: Call): void {
    const name = code(call)
    if (name.endsWith('.ApiCountLimitForOrg')) onAlert?.('dingtalk_quota', 'api')
    else if (REFUSED.test(name)) onAlert?.('dingtalk_refused', name)
  }

  return { post }
}

const REFUSED = /AccessTokenPermissionDenied$|IpNotInWhiteList$|^InvalidAuthentication$|^TOKEN_invalid/

function code({ verdict }: Call): string {
  return 'code' in verdict ? verdict.code : ''
}

/** Without a token nothing can be said about the message itself, so it waits whatever the reason. */
function withoutToken({ status, what, body }: HttpAnswer): Verdict {
  const reason = codeOf(recordOf(body)['code']) || (status === 0 ? what : `HTTP_${status}_${what}`)
  const call = `TOKEN_${reason}`
  return status === 0 ? unreached(call, 5_000) : { state: 'later', code: call, wait: 5_000 }
}
