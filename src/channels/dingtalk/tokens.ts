import type { Clock } from '../../kernel/clock.ts'
import type { Http, HttpAnswer } from './http.ts'
import { recordOf, textOf } from './json.ts'

/** The app's access token: asked for once, however many calls want it, and anew five minutes before it ends. */
export interface Tokens {
  /** The token, or the answer that was no token. Never throws. */
  get(): Promise<string | HttpAnswer>
  /** This one was refused: the next `get` asks for another. */
  refused(token: string): void
}

export interface TokenParts {
  readonly http: Http
  readonly clock: Clock
  readonly apiBase: string
  readonly clientId: string
  readonly clientSecret: string
}

const EARLY = 300_000
const TWO_HOURS = 7_200_000

export function openTokens(parts: TokenParts): Tokens {
  let held: { token: string; until: number } | null = null
  let asking: Promise<string | HttpAnswer> | null = null

  async function ask(): Promise<string | HttpAnswer> {
    const answer = await parts.http.call({
      method: 'POST',
      url: `${parts.apiBase}/v1.0/oauth2/accessToken`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ appKey: parts.clientId, appSecret: parts.clientSecret }),
    })
    const { accessToken, expireIn } = recordOf(answer.body)
    const token = textOf(accessToken)
    if (token === '') return stillGood() ?? answer
    const seconds = Number(expireIn)
    held = { token, until: parts.clock.now() + (seconds > 0 ? seconds * 1_000 : TWO_HOURS) }
    return token
  }

  /** While DingTalk gives no new token, the old one serves to its last minute. */
  function stillGood(): string | null {
    return held && held.until > parts.clock.now() ? held.token : null
  }

  return {
    async get() {
      if (held && held.until - EARLY > parts.clock.now()) return held.token
      asking ??= ask().finally(() => {
        asking = null
      })
      return asking
    },
    refused(token) {
      if (held?.token === token) held = null
    },
  }
}
