import { expect, test } from 'vitest'
import { decode, type Heard, roomOf } from '../../../src/channels/wechat/decode.ts'

const heard: Heard = {
  id: 'm1',
  type: 'Text',
  contact: 'wxid_a',
  room: null,
  mentioned: false,
  text: '请假',
  at: 5,
  file: '',
  recalled: null,
}
const said = (about: Partial<Heard>) => decode({ ...heard, ...about }, 'bot')?.said ?? null

test('a text is what is said; its id names the account, for two accounts may count alike', () => {
  expect(decode(heard, 'bot')).toEqual({
    id: 'wechat:bot:m1',
    channel: 'wechat',
    contact: 'wxid_a',
    at: 5,
    reply: null,
    said: { type: 'text', text: '请假' },
  })
})

test('of an answer to a quotation only the answer is said', () => {
  const text = '「心桥：提交吗？\n1. 提交」\n- - - - - - - - - - - - - - -\n第一个'
  expect(said({ text })).toEqual({ type: 'text', text: '第一个' })
  expect(said({ text: '「心桥」这个名字不错' })).toEqual({ type: 'text', text: '「心桥」这个名字不错' })
  const bare = '「你好」\n- - - - - -\n'
  expect(said({ text: bare })).toEqual({ type: 'text', text: bare })
})

test.each([
  ['Image', '', 'image', 'image'],
  ['Video', '', 'video', 'video'],
  ['Attachment', '诊断.PDF', 'pdf', '诊断.PDF'],
  ['Attachment', '照片.jpeg', 'image', '照片.jpeg'],
  ['Attachment', '表.xlsx', 'other', '表.xlsx'],
  ['Attachment', '', 'other', 'attachment'],
])('%s “%s” is a file of kind %s', (type, file, kind, name) => {
  expect(said({ type, file })).toEqual({ type: 'files', files: [{ ref: 'm1', name, kind }] })
})

test('a voice is unheard, what cannot be read says so, notices of the platform say nothing', () => {
  expect(said({ type: 'Audio' })).toEqual({ type: 'unheard' })
  for (const type of ['Emoticon', 'Location', 'MiniProgram', 'Url', 'Contact', 'ChatHistory', ''])
    expect(said({ type })).toEqual({ type: 'unreadable' })
  for (const type of ['Unknown', 'GroupNote']) expect(said({ type })).toBeNull()
})

test('what was taken back names the message', () => {
  expect(said({ type: 'Recalled', recalled: 'm0' })).toEqual({ type: 'recalled', id: 'wechat:bot:m0' })
  expect(said({ type: 'Recalled' })).toBeNull()
})

test('in a room nothing is looked at, and only who names the bot is answered, there', () => {
  expect(decode({ ...heard, room: 'r1', text: '' }, 'bot')).toBeNull()
  const event = decode({ ...heard, room: 'r1', mentioned: true, text: '我不说' }, 'bot')
  expect(event).toMatchObject({ contact: 'room:r1', said: { type: 'group' } })
  expect(JSON.stringify(event)).not.toContain('我不说')
  expect([roomOf('room:r1'), roomOf('wxid_a')]).toEqual(['r1', null])
})
