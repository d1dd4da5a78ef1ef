import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { api, call, connect, dataOf, echoBot, startFake } from './test-client.ts'

const SEND = '/v1.0/robot/oToMessages/batchSend'
const tapOf = (words: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`

async function push(fake: FakeDingTalk, userid: string, content: string): Promise<void> {
  const msgParam = JSON.stringify({ content })
  await api(fake, 'POST', SEND, {
    robotCode: fake.app.robotCode,
    userIds: [userid],
    msgKey: 'sampleText',
    msgParam,
  })
}

async function choices(fake: FakeDingTalk, userid: string, buttons: [string, string][]): Promise<void> {
  const param: Record<string, string> = { title: '请选', text: '请选一个' }
  for (const [at, [title, url]] of buttons.entries()) {
    param[`actionTitle${at + 1}`] = title
    param[`actionURL${at + 1}`] = url
  }
  await api(fake, 'POST', SEND, {
    robotCode: fake.app.robotCode,
    userIds: [userid],
    msgKey: `sampleActionCard${buttons.length}`,
    msgParam: JSON.stringify(param),
  })
}

test('say, wait, say, wait: a test reads like a chat', async () => {
  const fake = await startFake()
  await echoBot(fake)
  fake.say('sample-01', '在吗')
  expect((await fake.waitFor('sample-01')).text).toBe('回声：在吗')
  fake.say('sample-01', '请年假')
  expect((await fake.waitFor('sample-01', '年假')).text).toBe('回声：请年假')
  fake.say('sample-01', '两天')
  expect((await fake.waitFor('sample-01', /^回声：.天$/)).text).toBe('回声：两天')
  expect(fake.inbox('sample-01').map(one => one.n)).toEqual([1, 2, 3])
  fake.assertClean()
})

test('a wait takes what is there already, and never the same message twice', async () => {
  const fake = await startFake()
  for (const words of ['一', '二', '三']) await push(fake, 'sample-01', words)
  expect((await fake.waitFor('sample-01')).text).toBe('一')
  expect((await fake.waitFor('sample-01', '三')).text).toBe('三')
  await expect(fake.waitFor('sample-01', undefined, 10)).rejects.toThrow(/nothing for sample-01/)
})

test('a wait that fails says what came instead', async () => {
  const fake = await startFake()
  await push(fake, 'sample-01', '请问从哪天开始')
  await expect(fake.waitFor('sample-01', '批了', 10)).rejects.toThrow(/waited 10 ms.*批了.*请问从哪天开始/)
})

test('a wait hears what comes later, for its own chat only', async () => {
  const fake = await startFake()
  const wait = fake.waitFor('sample-02', one => one.via === 'batchSend')
  await push(fake, 'sample-01', '给甲')
  await push(fake, 'sample-02', '给乙')
  expect((await wait).text).toBe('给乙')
})

test('listeners hear everything', async () => {
  const fake = await startFake()
  const heard: string[] = []
  const undo = fake.onReceived(one => heard.push(`${one.to} ${one.text}`))
  await push(fake, 'sample-01', '一')
  undo()
  await push(fake, 'sample-01', '二')
  expect(heard).toEqual(['sample-01 一'])
  expect(fake.received()).toBe(2)
})

test('a tap says the words of the newest button with that title, as the person', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await choices(fake, 'sample-02', [
    ['同意', tapOf('同意 QJ-0001')],
    ['驳回', tapOf('驳回 QJ-0001')],
  ])
  await choices(fake, 'sample-02', [
    ['同意', tapOf('同意 QJ-0002')],
    ['驳回', tapOf('驳回 QJ-0002')],
  ])
  fake.tap('sample-02', '同意')
  expect(dataOf(await client.next())).toMatchObject({
    senderStaffId: 'sample-02',
    conversationType: '1',
    msgtype: 'text',
    text: { content: '同意 QJ-0002' },
  })
})

test('a tap on what is not there, or opens a page, says so', async () => {
  const fake = await startFake()
  await choices(fake, 'sample-01', [
    ['看制度', 'https://sample.test/'],
    ['算了', tapOf('取消')],
  ])
  expect(() => fake.tap('sample-01', '同意')).toThrow(/no button "同意"; there are: 看制度, 算了/)
  expect(() => fake.tap('sample-01', '看制度')).toThrow(/opens https:\/\/sample.test\//)
  expect(() => fake.tap('sample-02', '同意')).toThrow(/there are: none/)
})

test('a recalled button cannot be tapped', async () => {
  const fake = await startFake()
  await choices(fake, 'sample-01', [
    ['同意', tapOf('同意')],
    ['驳回', tapOf('驳回')],
  ])
  const { processQueryKey } = fake.inbox('sample-01')[0] ?? {}
  await api(fake, 'POST', '/v1.0/robot/otoMessages/batchRecall', {
    robotCode: fake.app.robotCode,
    processQueryKeys: [processQueryKey],
  })
  expect(() => fake.tap('sample-01', '同意')).toThrow(/no button/)
})

test('doubles: the same words to the same chat, whatever the road', async () => {
  const fake = await startFake()
  await connect(fake)
  const { sessionWebhook } = fake.say('sample-01', '在吗')
  await call(fake, 'POST', sessionWebhook, { msgtype: 'text', text: { content: '在的' } })
  await push(fake, 'sample-01', '在的')
  await push(fake, 'sample-02', '在的')
  expect(fake.doubles().map(list => list.map(one => one.via))).toEqual([['webhook', 'batchSend']])
})

test('clear starts anew', async () => {
  const fake = await startFake()
  await push(fake, 'sample-01', '一')
  fake.say('sample-01', '没人在')
  fake.clear()
  expect(fake.inbox('sample-01')).toEqual([])
  expect(fake.calls.counts()).toEqual({})
  fake.assertClean()
})
