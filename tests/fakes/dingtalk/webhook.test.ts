import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { fault } from './fault.ts'
import { groupId } from './groups.ts'
import { call, connect, startFake } from './test-client.ts'

const TEXT = { msgtype: 'text', text: { content: '收到' } }
const tapOf = (words: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`

async function session(fake: FakeDingTalk): Promise<string> {
  await connect(fake)
  return fake.say('sample-01', '在吗').sessionWebhook
}

test('a reply reaches the chat its message came from', async () => {
  const fake = await startFake()
  await connect(fake)
  const mine = fake.say('sample-01', '在吗')
  const yours = fake.say('sample-02', '在吗')
  const { status, json } = await call(fake, 'POST', yours.sessionWebhook, TEXT)
  expect([status, json]).toEqual([200, { errcode: 0, errmsg: 'ok' }])
  await call(fake, 'POST', mine.sessionWebhook, { msgtype: 'text', text: { content: '在的' } })
  expect(fake.inbox('sample-02')).toMatchObject([{ text: '收到', via: 'webhook', replyTo: yours.msgId }])
  expect(fake.inbox('sample-01')).toMatchObject([{ text: '在的', raw: { msgtype: 'text' } }])
})

test.each([
  ['markdown', { title: '假单', text: '# 年假' }, { kind: 'markdown', title: '假单', text: '# 年假' }],
  [
    'link',
    { title: '通知', text: '看这里', messageUrl: 'https://sample.test/', picUrl: '' },
    { kind: 'link', buttons: [{ title: '通知', url: 'https://sample.test/' }] },
  ],
  [
    'actionCard',
    { title: '假单', text: '年假两天', singleTitle: '看一看', singleURL: 'https://sample.test/' },
    { kind: 'actionCard', buttons: [{ title: '看一看', url: 'https://sample.test/' }] },
  ],
  [
    'actionCard',
    {
      title: '假单',
      text: '年假两天',
      btnOrientation: '1',
      btns: [
        { title: '同意', actionURL: tapOf('同意 QJ-20261123-0007') },
        { title: '驳回', actionURL: tapOf('驳回') },
      ],
    },
    {
      kind: 'actionCard',
      buttons: [
        { title: '同意', says: '同意 QJ-20261123-0007' },
        { title: '驳回', says: '驳回' },
      ],
    },
  ],
  [
    'feedCard',
    { links: [{ title: '一', messageURL: 'https://sample.test/1', picURL: '' }] },
    { kind: 'feedCard', buttons: [{ title: '一', url: 'https://sample.test/1' }] },
  ],
])('%s is read as the person sees it', async (msgtype, part, shape) => {
  const fake = await startFake()
  const url = await session(fake)
  expect((await call(fake, 'POST', url, { msgtype, [msgtype]: part })).json['errcode']).toBe(0)
  expect(fake.inbox('sample-01')).toMatchObject([shape])
})

test('links in markdown that speak are buttons too', async () => {
  const fake = await startFake()
  const url = await session(fake)
  const text = `要哪样：[年假](${tapOf('年假')}) 或 [病假](${tapOf('病假')})，[看制度](https://sample.test/)`
  await call(fake, 'POST', url, { msgtype: 'markdown', markdown: { title: '请假', text } })
  expect(fake.inbox('sample-01')[0]?.buttons.map(one => one.says)).toEqual(['年假', '病假'])
})

test('an @ counts where the text names it too', async () => {
  const fake = await startFake()
  await connect(fake)
  const cid = groupId('全体')
  const { sessionWebhook } = fake.sayInGroup(cid, 'sample-01', '在吗')
  const at = { atUserIds: ['sample-01', 'sample-02'], isAtAll: false }
  await call(fake, 'POST', sessionWebhook, { msgtype: 'text', text: { content: '@sample-01 私聊我' }, at })
  expect(fake.inbox(cid)).toMatchObject([{ mentions: ['sample-01'] }])
})

test('expired: HTTP 200 with errcode 300001', async () => {
  const fake = await startFake()
  const url = await session(fake)
  fake.clock.advance(90 * 60_000)
  const { status, json } = await call(fake, 'POST', url, TEXT)
  expect([status, json]).toEqual([200, { errcode: 300001, errmsg: 'session 不存在' }])
  expect(fake.inbox('sample-01')).toEqual([])
})

test('expired by hand, and unknown', async () => {
  const fake = await startFake()
  const url = await session(fake)
  fake.sessions.expire()
  expect((await call(fake, 'POST', url, TEXT)).json['errcode']).toBe(300001)
  const made = await call(fake, 'POST', '/robot/sendBySession?session=made-up', TEXT)
  expect(made.json['errcode']).toBe(300001)
})

test('20 000 bytes are taken, one more is not; a Chinese character counts three', async () => {
  const fake = await startFake()
  const url = await session(fake)
  const empty = Buffer.byteLength(JSON.stringify({ msgtype: 'text', text: { content: '' } }))
  const content = '字'.repeat(Math.floor((20_000 - empty) / 3))
  const fits = content + 'x'.repeat(20_000 - empty - Buffer.byteLength(content))
  const send = (words: string) => call(fake, 'POST', url, { msgtype: 'text', text: { content: words } })
  expect((await send(fits)).json['errcode']).toBe(0)
  expect((await send(`${fits}x`)).json).toEqual({
    errcode: 460101,
    errmsg: 'message too long, exceed 20000 bytes',
  })
})

test.each([
  ['an image', { msgtype: 'image', image: {} }, 400105],
  ['no msgtype', { text: { content: '收到' } }, 400105],
  ['no text', { msgtype: 'text' }, 40035],
  ['empty text', { msgtype: 'text', text: { content: ' ' } }, 40035],
  ['no title', { msgtype: 'markdown', markdown: { text: '# 年假' } }, 40035],
  ['no buttons', { msgtype: 'actionCard', actionCard: { title: 'a', text: 'b', btns: [] } }, 40035],
  ['no JSON', 'msgtype=text', 40035],
])('refused: %s', async (_, body, errcode) => {
  const fake = await startFake()
  const { status, json } = await call(fake, 'POST', await session(fake), body)
  expect([status, json['errcode']]).toEqual([200, errcode])
  expect(fake.inbox('sample-01')).toEqual([])
})

test('refused: not sent as JSON', async () => {
  const fake = await startFake()
  const { json } = await call(fake, 'POST', await session(fake), TEXT, { 'content-type': 'text/plain' })
  expect(json['errcode']).toBe(43004)
})

test.each([
  ['expired', fault.webhookExpired(), 300001],
  ['too long', fault.tooLong(), 460101],
  ['bad msgtype', fault.badMsgtype(), 400105],
  ['too fast', fault.tooFast(), 410100],
  ['stopped', fault.robotStopped(), 400102],
  ['unsafe', fault.unsafe(), 430102],
  ['busy', fault.busy(), -1],
])('ordered: %s', async (_, ordered, errcode) => {
  const fake = await startFake()
  const url = await session(fake)
  fake.faults.order('webhook', ordered)
  const { status, json } = await call(fake, 'POST', url, TEXT)
  expect([status, json['errcode']]).toEqual([200, errcode])
  expect((await call(fake, 'POST', url, TEXT)).json['errcode']).toBe(0)
  expect(fake.inbox('sample-01')).toHaveLength(1)
})
