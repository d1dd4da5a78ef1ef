import { json } from './answers.ts'
import { webhookError } from './fault.ts'
import { object, text, texts } from './json.ts'
import { fromWebhook } from './received.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

const MSGTYPES = new Set(['text', 'markdown', 'link', 'actionCard', 'feedCard'])
export const WEBHOOK_BYTES = 20_000
const OK = json({ errcode: 0, errmsg: 'ok' })

/** `POST /robot/sendBySession?session=…`: a reply. HTTP 200 whatever happened; `errcode` tells. */
export function webhookRoutes(world: World): Route[] {
  const send = ({ query, headers, body, json: message }: Call) => {
    const session = world.sessions.get(query.get('session') ?? '')
    if (session === undefined || !world.sessions.live(session)) return webhookError(300001, 'session 不存在')
    if (world.settings.strict && !(headers['content-type'] ?? '').startsWith('application/json')) {
      return webhookError(43004, '无效的HTTP HEADER Content-Type')
    }
    if (body.length > WEBHOOK_BYTES) {
      return webhookError(460101, `message too long, exceed ${WEBHOOK_BYTES} bytes`)
    }
    if (Object.keys(message).length === 0) return webhookError(40035, '缺少参数 json')
    const msgtype = text(message['msgtype']) ?? ''
    if (!MSGTYPES.has(msgtype)) return webhookError(400105, '不支持的消息类型')
    const content = fromWebhook(msgtype, message)
    if (content === undefined) return webhookError(40035, `缺少参数 ${msgtype}`)

    world.quota.stream()
    world.inbox.deliver({
      ...content,
      to: session.to,
      via: 'webhook',
      replyTo: session.msgId,
      mentions: mentioned(message['at'], content.text),
      raw: message,
    })
    return OK
  }
  return [{ api: 'webhook', method: 'POST', path: '/robot/sendBySession', road: 'none', answer: send }]
}

/** An @ works only where the id stands in the text as well. */
function mentioned(at: unknown, words: string): string[] {
  return (texts(object(at)['atUserIds']) ?? []).filter(userid => words.includes(`@${userid}`))
}
