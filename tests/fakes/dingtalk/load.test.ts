import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { object, parse } from './json.ts'
import type { LoadReport } from './load.ts'
import { api, call, connect, dataOf, echoBot, startFake } from './test-client.ts'

const EMPTY: Partial<LoadReport> = { unanswered: 0, violations: 0 }

test('closed loop: so many in flight, every message answered and measured', async () => {
  const fake = await startFake()
  await echoBot(fake)
  const report = await fake.load({ conversations: 20, inFlight: 8, messages: 200, warmUp: 50 })
  expect(report).toMatchObject({ ...EMPTY, proactive: 0 })
  expect(report.messages).toBe(200)
  expect(report.reply.count).toBe(200)
  expect(report.ack.count).toBeGreaterThan(0)
  for (const value of [report.seconds, report.perSecond, report.reply.p50, report.cpuUsPerMessage]) {
    expect(value).toBeGreaterThan(0)
  }
  expect(report.reply.p50).toBeLessThanOrEqual(report.reply.p99)
})

test('open loop: Poisson arrivals', async () => {
  const fake = await startFake()
  await echoBot(fake)
  const report = await fake.load({ conversations: 50, rate: 2_000, messages: 100 })
  expect(report).toMatchObject(EMPTY)
  expect(report.messages).toBe(100)
})

test('each conversation goes its own way, one message at a time', async () => {
  const fake = await startFake()
  await echoBot(fake)
  const heard: string[] = []
  await fake.load({
    conversations: 3,
    inFlight: 3,
    messages: 1_000,
    nextText(conversation, turn, lastReply) {
      heard.push(`${conversation}.${turn} ${lastReply?.text ?? '-'}`)
      return turn < 4 ? `第${turn}句` : null
    },
  })
  for (const conversation of [1, 2, 3]) {
    expect(heard.filter(line => line.startsWith(`${conversation}.`))).toEqual([
      `${conversation}.0 -`,
      `${conversation}.1 回声：第0句`,
      `${conversation}.2 回声：第1句`,
      `${conversation}.3 回声：第2句`,
      `${conversation}.4 回声：第3句`,
    ])
  }
})

test('nothing of a load stays in the inbox, and the people can be named', async () => {
  const fake = await startFake()
  await echoBot(fake)
  await fake.load({ conversations: 2, messages: 4, userid: conversation => `sample-b${conversation}` })
  expect(fake.people.get('sample-b1')).toBeDefined()
  expect(fake.inbox('sample-b1')).toEqual([])
})

test('who has nothing to say waits until the bot writes', async () => {
  const fake = await startFake()
  await relayBot(fake)
  const said: string[] = []
  const report = await fake.load({
    conversations: 2,
    messages: 4,
    userid: conversation => (conversation === 1 ? 'sample-01' : 'sample-02'),
    nextText(conversation, turn, lastReply) {
      if (conversation === 1) {
        said.push(`甲 ${turn}`)
        return turn < 2 ? `请假 ${turn}` : null
      }
      // The second person only answers what is pushed to them, never the reply to their own words.
      if (lastReply?.via !== 'batchSend') return null
      said.push(`乙 ${lastReply.text}`)
      return `同意 ${lastReply.text}`
    },
  })
  expect(report.messages).toBe(4)
  expect(report.proactive).toBe(2)
  expect(said.filter(line => line.startsWith('乙')).toSorted()).toEqual(['乙 请假 0', '乙 请假 1'])
})

test('messages without an answer are counted, and the load goes on', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  let count = 0
  client.ws.on('message', raw => {
    const frame = object(parse(raw.toString()))
    client.ack(frame)
    count += 1
    if (count === 1) return
    const answer = { msgtype: 'text', text: { content: '好' } }
    call(fake, 'POST', String(dataOf(frame)['sessionWebhook']), answer).catch(() => {})
  })
  let left = 4
  const nextText = () => {
    left -= 1
    return left >= 0 ? '在吗' : null
  }
  const report = await fake.load({ conversations: 1, replyTimeoutMs: 1_000, nextText })
  expect(report).toMatchObject({ messages: 3, unanswered: 1 })
})

/** Answers everybody, and passes on to the second person what the first one says. */
async function relayBot(fake: FakeDingTalk): Promise<void> {
  const client = await connect(fake)
  client.ws.on('message', async raw => {
    const frame = object(parse(raw.toString()))
    client.ack(frame)
    const data = dataOf(frame)
    const content = String(object(data['text'])['content'])
    await call(fake, 'POST', String(data['sessionWebhook']), { msgtype: 'text', text: { content: '收到' } })
    if (data['senderStaffId'] !== 'sample-01') return
    await api(fake, 'POST', '/v1.0/robot/oToMessages/batchSend', {
      robotCode: fake.app.robotCode,
      userIds: ['sample-02'],
      msgKey: 'sampleText',
      msgParam: JSON.stringify({ content }),
    })
  })
}
