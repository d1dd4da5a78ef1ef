import { expect, test } from 'vitest'
import { audio, file, groupId, picture, quote, richText, sticker, video } from '../../fakes/dingtalk/index.ts'
import { answerTo, gate, ROBOT, startBot, to, words } from './bot.ts'

const BYTES = new Uint8Array([1, 2, 3])

test('a text comes in with its id, its sender, its time and the way to answer it', async () => {
  const bot = await startBot()
  const { msgId, sessionWebhook } = bot.fake.say('sample-01', '  我想请假\n下周三  ')
  await bot.fake.stream.acked(msgId)
  const now = bot.fake.clock.now()
  expect(bot.received).toEqual([
    {
      id: `dingtalk:${ROBOT}:${msgId}`,
      channel: 'dingtalk',
      contact: 'sample-01',
      at: now,
      reply: { url: sessionWebhook, until: now + 90 * 60_000 },
      said: { type: 'text', text: '我想请假\n下周三' },
    },
  ])
  expect(bot.quota).toEqual({ api: 0, stream: 1 })
  bot.fake.assertClean()
})

test.each([
  ['a voice that DingTalk understood', audio('我想请假'), { type: 'text', text: '我想请假' }],
  ['a voice that it did not', audio('  '), { type: 'unheard' }],
  ['a sticker', sticker(), { type: 'unreadable' }],
  [
    'forwarded messages',
    { msgtype: 'chatRecord', content: { summary: '记录' } } as const,
    { type: 'unreadable' },
  ],
  ['a card', { msgtype: 'interactiveCard', content: {} } as const, { type: 'unreadable' }],
  ['rich text of words alone', richText('我想', '请假'), { type: 'text', text: '我想请假' }],
  ['a quoted reply', quote('同意', { msgId: 'x', content: '请三天假' }), { type: 'text', text: '同意' }],
  ['a button', '提交 #7', { type: 'tap', text: '提交', card: 7 }],
])('%s', async (_, said, expected) => {
  const bot = await startBot()
  await bot.fake.stream.acked(bot.fake.say('sample-01', said).msgId)
  expect(bot.received.map(event => event.said)).toEqual([expected])
  bot.fake.assertClean()
})

test.each([
  ['a picture', picture(BYTES), 'picture.jpg', 'image'],
  ['a PDF', file('诊断证明.PDF', BYTES), '诊断证明.PDF', 'pdf'],
  ['a photograph sent as a file', file('IMG_1.HEIC', BYTES), 'IMG_1.HEIC', 'image'],
  ['a table', file('名单.xlsx', BYTES), '名单.xlsx', 'other'],
  ['a film', video(), 'video.mp4', 'video'],
])('%s can be fetched', async (_, said, name, kind) => {
  const bot = await startBot()
  await bot.fake.stream.acked(bot.fake.say('sample-01', said).msgId)
  const [event] = bot.received
  if (event?.said.type !== 'files') throw new Error('no files')
  const [only] = event.said.files
  expect(only).toMatchObject({ name, kind })
  const bytes = await bot.channel.fetch(only?.ref ?? '')
  if (kind !== 'video') expect(new Uint8Array(bytes)).toEqual(BYTES)
  bot.fake.assertClean()
})

test('rich text with pictures is two events: the pictures first, then the words, one ack', async () => {
  const bot = await startBot()
  const { msgId } = bot.fake.say(
    'sample-01',
    richText('这是', { picture: BYTES }, '证明', { picture: BYTES }),
  )
  await bot.fake.stream.acked(msgId)
  expect(bot.received.map(event => [event.id.split(msgId)[1], event.said.type])).toEqual([
    [':files', 'files'],
    ['', 'text'],
  ])
  const [files, text] = bot.received
  expect(files?.said.type === 'files' && files.said.files).toHaveLength(2)
  expect(text?.said).toEqual({ type: 'text', text: '这是证明' })
  bot.fake.assertClean()
})

test.each(['files', 'text'])(
  'rich text is acked when both halves are kept, not when the %s are missing',
  async half => {
    const held = gate()
    const bot = await startBot({
      receive: async event => (event.said.type === half ? held.passed : undefined),
    })
    const { msgId, push } = bot.fake.say('sample-01', richText('证明', { picture: BYTES }))
    await bot.heard(1)
    await bot.fake.stream.ping()
    expect(push.state).toBe('sent')
    held.open()
    await bot.fake.stream.acked(msgId)
  },
)

test('in a group nothing of what was said is taken, and the answer goes by the webhook alone', async () => {
  const bot = await startBot()
  const cid = groupId('一科')
  const { msgId } = bot.fake.sayInGroup(cid, 'sample-01', '我心里很难受')
  await bot.fake.stream.acked(msgId)
  expect(bot.received.map(({ contact, said }) => ({ contact, said }))).toEqual([
    { contact: `group:${cid}`, said: { type: 'group' } },
  ])
  expect(JSON.stringify(bot.received)).not.toContain('难受')
  expect(await bot.channel.send(words('请私聊我'), [answerTo(bot.received[0])])).toEqual([{ state: 'sent' }])
  expect(await bot.fake.waitFor(cid)).toMatchObject({ via: 'webhook', text: '请私聊我' })
  expect(await bot.channel.send(words('请私聊我'), [to(`group:${cid}`)])).toEqual([
    { state: 'never', code: 'ROUTE_GONE' },
  ])
  expect(bot.fake.calls.of('batchSend')).toBe(0)
  bot.fake.assertClean()
})

test('somebody without a staff id is an outsider, and is answered by the webhook', async () => {
  const bot = await startBot()
  const person = bot.fake.people.add({ userid: 'guest', outside: true })
  await bot.fake.stream.acked(bot.fake.say('guest', '你好').msgId)
  const [event] = bot.received
  expect(event).toMatchObject({ contact: `outsider:${person.senderId}`, said: { type: 'outsider' } })
  expect(JSON.stringify(event)).not.toContain('你好')
  await bot.channel.send(words('只为本单位服务'), [answerTo(event)])
  expect(await bot.fake.waitFor('guest')).toMatchObject({ via: 'webhook' })
  bot.fake.assertClean()
})

test('a staff id of another organisation is nobody of ours', async () => {
  const bot = await startBot()
  const fields = { senderCorpId: 'dingsomewhereelse' }
  await bot.fake.stream.acked(bot.fake.say('sample-01', '同意 QJ-1', { fields }).msgId)
  expect(bot.received[0]?.said).toEqual({ type: 'outsider' })
})

test('a message withheld for want of quota alarms the administrator, is acked, and is nothing else', async () => {
  const bot = await startBot()
  await bot.fake.stream.acked(bot.fake.say('sample-01', '我想请假', { exhausted: true }).msgId)
  expect(bot.received).toEqual([])
  expect(bot.alerts).toEqual(['dingtalk_quota stream'])
  bot.fake.assertClean()
})

test('nothing is acked before it was received', async () => {
  const held = gate()
  const bot = await startBot({ receive: () => held.passed })
  const { msgId, push } = bot.fake.say('sample-01', '在吗')
  // A ping behind it is answered at once: the message has arrived, and waits.
  await bot.fake.stream.ping()
  expect(push.state).toBe('sent')
  held.open()
  await bot.fake.stream.acked(msgId)
  bot.fake.assertClean()
})

test('what could not be kept is not acked, comes again with the same id, and is then acked', async () => {
  let tries = 0
  const bot = await startBot({
    fake: { redelivery: { everyMs: 60_000 } },
    receive: async () => {
      tries++
      if (tries === 1) throw new Error('the disk is full of 秘密')
    },
  })
  const { msgId, push } = bot.fake.say('sample-01', '在吗')
  await bot.logged('dingtalk.not_received')
  expect(push.state).toBe('sent')
  const first = push.messageId
  bot.fake.clock.advance(60_000)
  await bot.fake.stream.acked(msgId)
  expect(push.messageId).not.toBe(first)
  expect(tries).toBe(2)
  expect(bot.received.map(event => event.id)).toEqual([`dingtalk:${ROBOT}:${msgId}`])
  expect(bot.spoken()).not.toContain('秘密')
  expect(bot.channel.health()).toMatchObject({ refused: 1, lateAcks: 0 })
})

test.each(['new', 'same'] as const)('a copy with %s messageId has the same event id', async messageId => {
  const bot = await startBot()
  const { msgId } = bot.fake.say('sample-01', '在吗')
  await bot.fake.stream.acked(msgId)
  bot.fake.stream.duplicate(msgId, messageId)
  await bot.heard(2)
  expect(new Set(bot.received.map(event => event.id)).size).toBe(1)
  await bot.fake.stream.settled()
  expect(bot.fake.violations()).toEqual([])
})

test('two robots called in one message give two ids', async () => {
  const bot = await startBot()
  const { msgId } = bot.fake.say('sample-01', '在吗', { msgId: 'one' })
  bot.fake.say('sample-01', '在吗', { msgId: 'one', fields: { robotCode: 'dingother' } })
  await bot.heard(2)
  expect(bot.received.map(event => event.id)).toEqual([
    `dingtalk:${ROBOT}:${msgId}`,
    'dingtalk:dingother:one',
  ])
})

test('events are handed over in the order they came, without waiting for each other', async () => {
  const order: string[] = []
  const held = gate()
  const bot = await startBot({
    receive: async event => {
      if (event.said.type === 'text') order.push(event.said.text)
      await held.passed
    },
  })
  const said = Array.from({ length: 20 }, (_, n) => bot.fake.say('sample-01', `第${n}句`))
  await bot.fake.stream.ping()
  expect(order).toEqual(said.map((_, n) => `第${n}句`))
  held.open()
  await bot.fake.stream.settled()
  bot.fake.assertClean()
})

test('acks that took more than a second are counted', async () => {
  const held = gate()
  const bot = await startBot({ receive: () => held.passed })
  const { msgId } = bot.fake.say('sample-01', '在吗')
  await bot.fake.stream.ping()
  bot.fake.clock.advance(1_001)
  held.open()
  await bot.fake.stream.acked(msgId)
  await bot.logged('dingtalk.ack_late')
  expect(bot.channel.health().lateAcks).toBe(1)
})
