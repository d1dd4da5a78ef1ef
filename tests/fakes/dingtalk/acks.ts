import type { FrameType } from './frames.ts'
import { isJson, type Json, parse, text } from './json.ts'

/** What the client answered to one push. */
export interface Ack {
  code: number
  messageId: string
  message: string
  data: Json
}

export type AckReading = { ack: Ack } | { wrong: string; messageId: string }

const CODES = new Set([200, 400, 404, 500])

/**
 * Reads one frame from the client, as exactly as the protocol states it: `code` a number,
 * `headers.messageId` and `headers.contentType`, `message`, and `data` a string that is a JSON object.
 */
export function readAck(frame: string): AckReading {
  const read = parse(frame)
  if (!isJson(read)) return { wrong: 'the frame is no JSON object', messageId: '' }
  const headers = read['headers']
  if (!isJson(headers)) return { wrong: 'headers is no object', messageId: '' }
  const messageId = text(headers['messageId'])
  if (messageId === undefined) return { wrong: 'headers.messageId is no string', messageId: '' }

  const wrong = (what: string): AckReading => ({ wrong: what, messageId })
  const code = read['code']
  if (typeof code !== 'number' || !CODES.has(code)) return wrong(`code is ${JSON.stringify(code)}`)
  if (headers['contentType'] !== 'application/json')
    return wrong('headers.contentType is not application/json')
  const message = text(read['message'])
  if (message === undefined) return wrong('message is no string')
  const inner = text(read['data'])
  if (inner === undefined) return wrong('data is no string')
  // Go answers errors with empty data; whoever says 200 owes the real thing.
  const data = inner === '' && code !== 200 ? {} : parse(inner)
  if (!isJson(data)) return wrong('data is no JSON object written as a string')
  return { ack: { code, messageId, message, data } }
}

export interface Verdict {
  /** The push is done with; otherwise it comes again. */
  consumed: boolean
  /** What the ack should not have said. */
  wrong?: string
}

/** What an ack means for the push it belongs to. `sent` is the data that was pushed. */
export function judgeAck(type: FrameType, ack: Ack, sent: string): Verdict {
  if (type === 'EVENT') {
    const status = ack.data['status']
    if (status === 'LATER') return { consumed: false }
    if (status !== 'SUCCESS') {
      return { consumed: ack.code === 200, wrong: 'an event wants data.status SUCCESS or LATER' }
    }
    return { consumed: ack.code === 200 }
  }
  if (type === 'SYSTEM') {
    const asked = parse(sent)
    const opaque = isJson(asked) ? asked['opaque'] : undefined
    if (ack.data['opaque'] !== opaque)
      return { consumed: true, wrong: 'the ping came back without its opaque' }
    return { consumed: true }
  }
  if (!('response' in ack.data))
    return { consumed: ack.code === 200, wrong: 'a callback wants data.response' }
  return { consumed: ack.code === 200 }
}
