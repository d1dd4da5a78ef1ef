import type { Http } from './http.ts'
import { codeOf, recordOf, textOf } from './json.ts'

/** What we ask DingTalk to push: what we handle, and nothing else (SDK defect 7: `EVENT *` swallows events and quota). */
export const BOT_TOPIC = '/v1.0/im/bot/messages/get'
const SUBSCRIPTIONS = [{ type: 'CALLBACK', topic: BOT_TOPIC }] as const
const UA = 'xinqiao-sdk-node/1.0'

/** A list of one's own each time: the SDK's default is one object for all clients, and it writes into it (defect 6). */
export function subscriptions(): { type: string; topic: string }[] {
  return SUBSCRIPTIONS.map(one => ({ ...one }))
}

/** Why there is no connection. Neither address nor ticket nor secret is in it. */
export class OpenFailed extends Error {
  readonly at: 'open' | 'upgrade'
  /** HTTP status; 0 = no answer. */
  readonly status: number
  /** DingTalk's code, the kind of body (`html` …), or what broke the line (`TIMEOUT`, `ECONNREFUSED` …). */
  readonly code: string

  constructor(at: 'open' | 'upgrade', status: number, code: string) {
    super(`${at} failed: ${status} ${code}`)
    this.name = 'OpenFailed'
    this.at = at
    this.status = status
    this.code = code
  }
}

export interface GatewayParts {
  readonly http: Http
  readonly apiBase: string
  readonly clientId: string
  readonly clientSecret: string
}

/**
 * `POST /v1.0/gateway/connections/open`: the address to connect to, good for one connection within 90 seconds.
 * @throws OpenFailed
 */
export async function askEndpoint(parts: GatewayParts, signal: AbortSignal): Promise<string> {
  const { clientId, clientSecret } = parts
  const { status, what, body } = await parts.http.call({
    method: 'POST',
    url: `${parts.apiBase}/v1.0/gateway/connections/open`,
    // Without Accept the answer is XML.
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ clientId, clientSecret, ua: UA, subscriptions: subscriptions() }),
    signal,
  })
  const { endpoint, ticket, code } = recordOf(body)
  const url = status === 200 ? addressOf(textOf(endpoint), textOf(ticket)) : null
  if (url === null) throw new OpenFailed('open', status, codeOf(code) || what)
  return url
}

/** The SDK pastes the ticket in as it is (defect 16). An address that `ws` would refuse never gets there: it prints it. */
function addressOf(endpoint: string, ticket: string): string | null {
  if (ticket === '' || !URL.canParse(endpoint)) return null
  const url = new URL(endpoint)
  if (url.protocol !== 'wss:' && url.protocol !== 'ws:') return null
  url.hash = ''
  url.searchParams.set('ticket', ticket)
  return url.href
}
