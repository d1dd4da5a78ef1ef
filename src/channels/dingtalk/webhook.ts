import type { Message, ReplyRoute } from '../../kernel/channel.ts'
import { webhookBody } from './encode.ts'
import type { Http } from './http.ts'
import { type DingTalkOptions, OAPI_BASE } from './options.ts'
import { type Verdict, webhookVerdict } from './verdict.ts'

/** Answers by the address that came with a message: no token, no pace, and the only way to a group. */
export type Reply = (message: Message, route: ReplyRoute) => Promise<Verdict>

export function webhookReply(http: Http, oapiBase: string, onCall: DingTalkOptions['onCall']): Reply {
  // Behind a proxy or in another region the old API has another address, and so have its webhooks.
  const elsewhere = oapiBase !== OAPI_BASE
  return async (message, { url }) => {
    const verdict = webhookVerdict(
      await http.call({
        method: 'POST',
        url: elsewhere && url.startsWith(`${OAPI_BASE}/`) ? oapiBase + url.slice(OAPI_BASE.length) : url,
        headers: JSON_TYPE,
        body: webhookBody(message),
      }),
    )
    if (verdict.state === 'sent') onCall?.('stream', 1)
    return verdict
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }
