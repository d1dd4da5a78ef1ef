import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeMessage } from '../../../src/channels/dingtalk/decode.ts'
import { anyFrame, checkDecoded } from './any-frame.ts'

const NOW = Date.UTC(2026, 10, 23)
const context = { robotCode: 'ding', now: NOW, trusts: (url: string) => url.startsWith('https://') }

function decode(message: object, headers: object = { messageId: 'frame' }) {
  return decodeMessage({ headers, data: JSON.stringify(message) }, context)
}

function only(message: object) {
  const decoded = decode(message)
  if (decoded.type !== 'events' || decoded.events.length !== 1) throw new Error(JSON.stringify(decoded))
  const [event] = decoded.events
  return event
}

const TEXT = {
  msgId: 'm',
  msgtype: 'text',
  senderStaffId: 'u1',
  conversationType: '1',
  text: { content: '在' },
}

test('what is missing is made up for: robot, id, time, route', () => {
  expect(only({ ...TEXT, msgId: undefined })).toEqual({
    id: 'dingtalk:ding:frame',
    channel: 'dingtalk',
    contact: 'u1',
    at: NOW,
    reply: null,
    said: { type: 'text', text: '在' },
  })
})

test('times come as numbers and as texts, and nonsense is no time', () => {
  const at = Date.UTC(2026, 0, 1)
  expect(only({ ...TEXT, createAt: at })?.at).toBe(at)
  expect(only({ ...TEXT, createAt: String(at) })?.at).toBe(at)
  for (const createAt of ['soon', -1, 1e300, null, {}, '']) expect(only({ ...TEXT, createAt })?.at).toBe(NOW)
})

test('an answer is posted to encrypted and configured addresses only', () => {
  const route = (sessionWebhook: unknown, more = {}) => only({ ...TEXT, sessionWebhook, ...more })?.reply
  expect(route('https://oapi.dingtalk.com/x', { sessionWebhookExpiredTime: NOW + 1 })).toEqual({
    url: 'https://oapi.dingtalk.com/x',
    until: NOW + 1,
  })
  expect(route('https://oapi.dingtalk.com/x')?.until).toBe(NOW + 20 * 60_000)
  expect(route('http://169.254.169.254/')).toBeNull()
  expect(route(['https://x'])).toBeNull()
})

test.each([
  ['2', true],
  [2, true],
  ['3', true],
  ['1', false],
  [1, false],
])('conversationType %j is a group: %j', (conversationType, group) => {
  expect(only({ ...TEXT, conversationType, conversationId: 'cid' })?.said.type === 'group').toBe(group)
})

test('without conversationType the signs of a group count', () => {
  const none = { ...TEXT, conversationType: undefined }
  expect(only(none)?.said.type).toBe('text')
  expect(only({ ...none, conversationTitle: '一科' })?.said.type).toBe('group')
  expect(only({ ...none, isInAtList: true })?.said.type).toBe('group')
})

test('an error code with words is a message like any other', () => {
  expect(decode({ ...TEXT, errorCode: 20001 })).toMatchObject({ type: 'events' })
  expect(decode({ ...TEXT, errorCode: 20001, text: undefined })).toEqual({ type: 'exhausted', code: '20001' })
  expect(decode({ ...TEXT, errorCode: '20001', text: undefined })).toEqual({
    type: 'exhausted',
    code: '20001',
  })
})

test('files without a code and texts without words are unreadable', () => {
  for (const message of [
    { ...TEXT, msgtype: 'picture', text: undefined, content: {} },
    { ...TEXT, msgtype: 'file', content: { fileName: 'a.pdf' } },
    { ...TEXT, msgtype: 'video', content: { downloadCode: 5 } },
    { ...TEXT, msgtype: 'richText', content: { richText: 'no list' } },
    { ...TEXT, msgtype: 'richText', content: { richText: [{ type: 'picture' }, null, 7] } },
    { ...TEXT, text: { content: '  ' } },
    { ...TEXT, text: undefined },
    { ...TEXT, msgtype: undefined },
    { ...TEXT, msgtype: 'somethingNew' },
  ])
    expect(only(message)?.said).toEqual({ type: 'unreadable' })
})

test('what is no message is damaged', () => {
  for (const frame of [null, 7, {}, { data: '{' }, { data: '[]' }, { data: 'null' }, { data: '{}' }])
    expect(decodeMessage(frame, context)).toEqual({ type: 'damaged' })
})

test('no frame makes the decoder throw, and what it makes is whole', () => {
  fc.assert(
    fc.property(anyFrame, frame => checkDecoded(frame, context)),
    { numRuns: 2_000 },
  )
})
