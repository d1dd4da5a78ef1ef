import fc from 'fast-check'
import { expect } from 'vitest'
import { type DecodeContext, decodeMessage } from '../../../src/channels/dingtalk/decode.ts'

const MSGTYPES = ['text', 'richText', 'picture', 'audio', 'video', 'file', 'unknownMsgType', 'chatRecord']
const anything = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom('1', '2', 'cid', '', '20001'))
const content = fc.oneof(
  anything,
  fc.record({
    content: anything,
    downloadCode: anything,
    fileName: anything,
    recognition: anything,
    richText: anything,
  }),
  fc.record({
    richText: fc.array(fc.oneof(anything, fc.record({ text: anything, type: fc.constant('picture') }))),
  }),
)
const message = fc.record(
  {
    msgId: anything,
    msgtype: fc.oneof(fc.constantFrom(...MSGTYPES), anything),
    text: content,
    content,
    conversationType: anything,
    conversationId: anything,
    senderStaffId: anything,
    senderId: anything,
    senderCorpId: anything,
    chatbotCorpId: anything,
    robotCode: anything,
    createAt: fc.oneof(anything, fc.double()),
    sessionWebhook: fc.oneof(anything, fc.webUrl()),
    sessionWebhookExpiredTime: anything,
    errorCode: anything,
  },
  { requiredKeys: [] },
)
/** What may come as a frame: what DingTalk sends with anything in its fields, and what it never would. */
export const anyFrame = fc.oneof(
  fc.anything(),
  fc.jsonValue(),
  fc.record({ headers: anything, data: fc.oneof(fc.string(), fc.json(), fc.anything()) }),
  fc.record({
    headers: fc.record({ messageId: fc.string(), time: anything }),
    data: message.map(m => JSON.stringify(m)),
  }),
  fc.record({ headers: fc.record({ messageId: fc.string() }), data: message }),
)

/** The decoder takes any frame without throwing, and what it makes of it is whole. */
export function checkDecoded(frame: unknown, context: DecodeContext): void {
  const decoded = decodeMessage(frame, context)
  if (decoded.type !== 'events') return
  expect(decoded.events.length).toBeGreaterThan(0)
  for (const event of decoded.events) {
    expect(event.id).toMatch(/^dingtalk:/)
    expect(event.contact).not.toBe('')
    expect(Number.isSafeInteger(event.at)).toBe(true)
    if (event.reply) expect(event.reply.url.startsWith('https://') && event.reply.until > 0).toBe(true)
    if (event.said.type === 'files') for (const file of event.said.files) expect(file.ref).not.toBe('')
    if (event.said.type === 'text') expect(event.said.text.trim()).not.toBe('')
  }
  expect(JSON.parse(JSON.stringify(decoded.events))).toEqual(decoded.events)
}
