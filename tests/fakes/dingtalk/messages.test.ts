import { expect, test } from 'vitest'
import { groupId } from './groups.ts'
import { object } from './json.ts'
import { connect, startFake } from './test-client.ts'
import { audio, file, picture, quote, richText, sticker, type Utterance, video } from './utterance.ts'

const CODE = expect.stringMatching(/^mIof\w+==$/)

test('a message in a single chat has every field the robot is promised', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const { msgId, conversationId, sessionWebhook } = fake.say('sample-03', '我想请假')
  expect(await client.nextData()).toEqual({
    conversationId,
    chatbotCorpId: fake.app.corpId,
    chatbotUserId: fake.app.robotUserId,
    msgId,
    senderNick: '示例丙',
    isAdmin: true,
    senderStaffId: 'sample-03',
    sessionWebhookExpiredTime: expect.any(Number),
    createAt: expect.any(Number),
    senderCorpId: fake.app.corpId,
    conversationType: '1',
    senderId: expect.stringMatching(/^\$:LWCP_v1:\$/),
    sessionWebhook,
    robotCode: fake.app.robotCode,
    text: { content: '我想请假' },
    msgtype: 'text',
  })
})

test('the webhook is new for every message and lives ninety minutes unless said otherwise', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const first = fake.say('sample-01', '一')
  const second = fake.say('sample-01', '二', { webhookTtlMs: 1_000 })
  expect(second.sessionWebhook).not.toBe(first.sessionWebhook)
  expect(second.conversationId).toBe(first.conversationId)
  const lives: number[] = []
  for (let n = 0; n < 2; n++) {
    const data = await client.nextData()
    lives.push(Number(data['sessionWebhookExpiredTime']) - Number(data['createAt']))
  }
  expect(lives).toEqual([5_400_000, 1_000])
})

test('in a group: the group is named, the robot is @ed, and a space is left where its name was', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const cid = groupId('全体')
  fake.groups.add(cid, '示例群')
  fake.sayInGroup(cid, 'sample-01', '在吗')
  expect(await client.nextData()).toMatchObject({
    conversationId: cid,
    conversationType: '2',
    conversationTitle: '示例群',
    isInAtList: true,
    atUsers: [{ dingtalkId: fake.app.robotUserId }],
    text: { content: ' 在吗' },
  })
  expect(() => fake.sayInGroup(cid, 'sample-01', audio('在吗'))).toThrow(/nobody can @ a robot with audio/)
})

test.each([
  ['picture', picture(), { content: { downloadCode: CODE, pictureDownloadCode: CODE } }],
  [
    'audio',
    audio('我想请假', 2_500),
    { content: { downloadCode: CODE, recognition: '我想请假', duration: 2_500 } },
  ],
  ['video', video(7), { content: { downloadCode: CODE, videoType: 'mp4', duration: '7' } }],
  [
    'file',
    file('假条.pdf'),
    { content: { downloadCode: CODE, fileName: '假条.pdf', spaceId: expect.any(String) } },
  ],
  [
    'richText',
    richText('看这张', { picture: new Uint8Array([1]) }, '对吗'),
    {
      content: {
        richText: [
          { text: '看这张' },
          { type: 'picture', downloadCode: CODE, pictureDownloadCode: CODE },
          { text: '对吗' },
        ],
      },
    },
  ],
  ['unknownMsgType', sticker(), { content: { unknownMsgType: expect.stringContaining('暂不支持接收') } }],
  ['chatRecord', { msgtype: 'chatRecord', content: { summary: '示例' } }, { content: { summary: '示例' } }],
] as [string, Utterance, object][])('other kinds of message: %s', async (msgtype, said, shape) => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.say('sample-01', said)
  const data = await client.nextData()
  expect(data).toMatchObject({ msgtype, ...shape })
  expect(data).not.toHaveProperty('text')
})

test('a quoted reply carries the message it answers', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.say('sample-01', quote('同意', { msgId: 'msgBefore', msgType: 'text', content: { text: '可以吗' } }))
  expect(await client.nextData()).toMatchObject({
    originalMsgId: 'msgBefore',
    text: { content: '同意', isReplyMsg: true, repliedMsg: { msgId: 'msgBefore' } },
  })
})

test('somebody from outside has no senderStaffId, and another corp', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.people.add({ userid: 'sample-guest', name: '示例外人', outside: true })
  fake.say('sample-guest', '你好')
  const data = await client.nextData()
  expect(data).not.toHaveProperty('senderStaffId')
  expect(data['senderCorpId']).not.toBe(fake.app.corpId)
  expect(data).toMatchObject({ senderNick: '示例外人', senderId: expect.any(String) })
})

test('a used-up month leaves a code and no words', async () => {
  const fake = await startFake({ quota: { streamPerMonth: 1 } })
  const client = await connect(fake)
  fake.say('sample-01', '第一句')
  expect((await client.nextData())['text']).toEqual({ content: '第一句' })
  fake.say('sample-01', '第二句')
  const data = await client.nextData()
  expect(data).toMatchObject({ errorCode: '20001', errorMessage: expect.any(String) })
  expect(data).not.toHaveProperty('text')
  expect(data).not.toHaveProperty('content')
  fake.quota.reset()
  fake.say('sample-01', '第三句', { exhausted: true })
  expect(await client.nextData()).toMatchObject({ errorCode: '20001' })
})

test('any field can be different or missing', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.say('sample-01', '在吗', {
    msgId: 'msgChosen',
    createAt: 1_700_000_000_000,
    fields: { senderStaffId: '', senderPlatform: 'Win', isAdmin: undefined },
  })
  const data = await client.nextData()
  expect(data).toMatchObject({
    msgId: 'msgChosen',
    createAt: 1_700_000_000_000,
    senderStaffId: '',
    senderPlatform: 'Win',
  })
  expect(data).not.toHaveProperty('isAdmin')
})

test('ids are never the same twice', async () => {
  const fake = await startFake()
  await connect(fake)
  const said = Array.from({ length: 2_000 }, (_, n) => fake.say('sample-01', `第${n}句`, { forget: true }))
  expect(new Set(said.map(one => one.msgId)).size).toBe(2_000)
  expect(new Set(said.map(one => one.sessionId)).size).toBe(2_000)
})

test('events carry their own headers', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const data = { processInstanceId: 'sample-1', type: 'finish', result: 'agree' }
  const eventId = fake.event('bpms_instance_change', data)
  const frame = await client.next()
  expect(frame['type']).toBe('EVENT')
  expect(object(frame['headers'])).toMatchObject({
    topic: '*',
    eventId,
    eventType: 'bpms_instance_change',
    eventCorpId: fake.app.corpId,
    eventBornTime: expect.stringMatching(/^\d{13}$/),
    eventUnifiedAppId: fake.app.unifiedAppId,
  })
  expect(JSON.parse(String(frame['data']))).toEqual(data)
})
