import { expect, test } from 'vitest'
import { PIECE_BYTES } from '../../../src/channels/dingtalk/send.ts'
import type { Recipient } from '../../../src/kernel/channel.ts'
import { fault, MESSAGE_BYTES, WEBHOOK_BYTES } from '../../fakes/dingtalk/index.ts'
import { answerTo, type Bot, choice, startBot, to, words } from './bot.ts'

const SENT = { state: 'sent' }
const MINUTE = 60_000

/** A bot that has just been spoken to, and the way to answer. */
async function spokenTo(options?: Parameters<typeof startBot>[0]): Promise<{ bot: Bot; person: Recipient }> {
  const bot = await startBot(options)
  await bot.fake.stream.acked(bot.fake.say('sample-01', '在吗').msgId)
  bot.quota.stream = 0
  return { bot, person: answerTo(bot.received[0]) }
}

const LONG = '一二三四五六七八九十，这是一句很长的话。\n'.repeat(1_500)

test('an answer goes by the webhook of what was said', async () => {
  const { bot, person } = await spokenTo()
  expect(await bot.channel.send(words('在的'), [person])).toEqual([SENT])
  expect(bot.fake.inbox('sample-01')).toMatchObject([{ via: 'webhook', kind: 'text', text: '在的' }])
  expect(bot.fake.calls.of('batchSend')).toBe(0)
  expect(bot.quota).toEqual({ api: 0, stream: 1 })
})

test('five minutes before the webhook ends the API is used instead', async () => {
  const { bot, person } = await spokenTo()
  bot.fake.clock.advance(85 * MINUTE - 1)
  await bot.channel.send(words('还早'), [person])
  bot.fake.clock.advance(1)
  await bot.channel.send(words('晚了'), [person])
  expect(bot.fake.inbox('sample-01').map(one => one.via)).toEqual(['webhook', 'batchSend'])
})

test('a webhook that has expired before its time: the API at once, and the message arrives once', async () => {
  const { bot, person } = await spokenTo()
  bot.fake.sessions.expire()
  expect(await bot.channel.send(choice('提交吗？', 3), [person])).toEqual([SENT])
  expect(bot.fake.inbox('sample-01').map(one => one.via)).toEqual(['batchSend'])
  expect(bot.fake.inbox('sample-01')[0]?.buttons.map(one => one.says)).toEqual([
    '提交 #7',
    '修改 #7',
    '取消 #7',
  ])
})

test('where the old API has another address, webhooks of the usual one go there too', async () => {
  const { bot, person } = await spokenTo()
  const url = (person.reply?.url ?? '').replace(bot.fake.base, 'https://oapi.dingtalk.com')
  const until = person.reply?.until ?? 0
  expect(await bot.channel.send(words('在的'), [{ ...person, reply: { url, until } }])).toEqual([SENT])
  expect(bot.fake.inbox('sample-01').map(one => one.via)).toEqual(['webhook'])
})

test('a group whose webhook has expired is not written to', async () => {
  const bot = await startBot()
  await bot.fake.stream.acked(bot.fake.sayInGroup('cidGROUP', 'sample-01', '在吗').msgId)
  bot.fake.sessions.expire()
  expect(await bot.channel.send(words('请私聊'), [answerTo(bot.received[0])])).toEqual([
    { state: 'never', code: 'WEBHOOK_300001' },
  ])
})

test.each([
  ['too fast', fault.tooFast(), { state: 'later', code: 'WEBHOOK_410100', wait: 1_000 }],
  ['busy', fault.busy(), { state: 'later', code: 'WEBHOOK_-1', wait: 1_000 }],
  ['unsafe words', fault.unsafe(), { state: 'never', code: 'WEBHOOK_430102' }],
  ['a kind that is not known', fault.badMsgtype(), { state: 'never', code: 'WEBHOOK_400105' }],
  ['a page', fault.unavailable(), { state: 'later', code: 'HTTP_503_html', wait: 5_000 }],
  ['a page that says all is well', fault.html(200), { state: 'later', code: 'HTTP_200_html', wait: 5_000 }],
  ['a ban', fault.banned(), { state: 'later', code: 'BANNED', wait: 5 * MINUTE }],
])('webhook: %s', async (_, trouble, outcome) => {
  const { bot, person } = await spokenTo()
  bot.fake.faults.order('webhook', trouble)
  expect(await bot.channel.send(words('在的'), [person])).toEqual([outcome])
  expect(bot.fake.inbox('sample-01')).toEqual([])
  expect(await bot.channel.send(words('在的'), [person])).toEqual([SENT])
})

test('webhook: a cut line and silence are tried again later', async () => {
  const { bot, person } = await spokenTo()
  bot.fake.faults.order('webhook', fault.reset())
  expect(await bot.channel.send(words('在的'), [person])).toMatchObject([{ state: 'later' }])
  bot.fake.faults.order('webhook', fault.hang())
  const silent = bot.channel.send(words('在的'), [person])
  await bot.called('webhook', 2)
  bot.pass(10_000)
  expect(await silent).toEqual([{ state: 'later', code: 'TIMEOUT', wait: 0, unreached: true }])
})

test('webhook: refused by something in between, the API gets it through', async () => {
  const { bot, person } = await spokenTo()
  bot.fake.faults.order('webhook', fault.html(404))
  expect(await bot.channel.send(words('在的'), [person])).toEqual([SENT])
  expect(bot.fake.inbox('sample-01').map(one => one.via)).toEqual(['batchSend'])
})

test('a long text goes in pieces that fit, with nothing lost, the buttons on the last', async () => {
  const { bot, person } = await spokenTo()
  expect(await bot.channel.send({ ...choice('', 2), text: LONG }, [person])).toEqual([SENT])
  const got = bot.fake.inbox('sample-01')
  expect(got.length).toBeGreaterThan(5)
  for (const one of got) expect(Buffer.byteLength(JSON.stringify(one.raw))).toBeLessThan(WEBHOOK_BYTES)
  expect(
    got
      .map(one => one.text)
      .join('')
      .replace(/ {2}\n {2}/g, '\n'),
  ).toBe(LONG)
  expect(got.map(one => one.buttons.length)).toEqual([...got.slice(1).map(() => 0), 2])
})

test('by the API too', async () => {
  const bot = await startBot()
  expect(await bot.channel.send({ ...choice('', 5), text: LONG }, [to('sample-02')])).toEqual([SENT])
  const got = bot.fake.inbox('sample-02')
  expect(
    got
      .map(one => one.text)
      .join('')
      .replace(/ {2}\n {2}/g, '\n'),
  ).toBe(LONG)
  expect(got.at(-1)?.buttons).toHaveLength(5)
})

test.each([
  ['webhook', fault.tooLong()],
  ['batchSend', fault.api('invalidParameter.msgParam.tooLong')],
] as const)('too long for %s all the same: in halves', async (api, trouble) => {
  const { bot, person } = await spokenTo()
  bot.fake.faults.order(api, trouble)
  const text = '不长不短的一句话。'.repeat(200)
  const recipient = api === 'webhook' ? person : to('sample-01')
  expect(await bot.channel.send(words(text), [recipient])).toEqual([SENT])
  const got = bot.fake.inbox('sample-01')
  expect(got.map(one => one.text).join('')).toBe(text)
  expect(got).toHaveLength(1)
  bot.fake.faults.order(api, trouble, { times: 2 })
  await bot.channel.send(words(text), [{ ...recipient, key: 'again' }])
  expect(bot.fake.inbox('sample-01').slice(1).length).toBeGreaterThan(1)
  expect(
    bot.fake
      .inbox('sample-01')
      .slice(1)
      .map(one => one.text)
      .join(''),
  ).toBe(text)
})

test('too long whatever is done: given up, not tried for ever', async () => {
  const bot = await startBot()
  const tooLong = fault.api('invalidParameter.msgParam.tooLong')
  bot.fake.faults.order('batchSend', tooLong, { times: 99 })
  expect(await bot.channel.send(words('短'), [to('sample-01')])).toEqual([
    { state: 'never', code: 'invalidParameter.msgParam.tooLong' },
  ])
  expect(bot.fake.calls.of('batchSend')).toBeLessThan(10)
})

test('when a later piece fails, the next try sends what is missing and nothing twice', async () => {
  const { bot, person } = await spokenTo()
  let pieces = 0
  bot.fake.onReceived(() => {
    pieces++
    if (pieces === 2) bot.fake.faults.order('webhook', fault.busy())
  })
  expect(await bot.channel.send(words(LONG), [person])).toMatchObject([{ state: 'later' }])
  expect(bot.fake.inbox('sample-01')).toHaveLength(2)
  expect(await bot.channel.send(words(LONG), [person])).toEqual([SENT])
  const got = bot.fake.inbox('sample-01').map(one => one.text)
  expect(got.join('')).toBe(LONG)
  // Once it has arrived, nothing of it is remembered.
  await bot.channel.send(words(LONG), [person])
  expect(
    bot.fake
      .inbox('sample-01')
      .slice(got.length)
      .map(one => one.text)
      .join(''),
  ).toBe(LONG)
})

test('when the webhook expires between two pieces the rest goes by the API', async () => {
  const { bot, person } = await spokenTo()
  bot.fake.onReceived(() => bot.fake.sessions.expire())
  expect(await bot.channel.send(words(LONG), [person])).toEqual([SENT])
  const got = bot.fake.inbox('sample-01')
  expect(new Set(got.map(one => one.via))).toEqual(new Set(['webhook', 'batchSend']))
  expect(got.map(one => one.text).join('')).toBe(LONG)
})

test('nothing but blanks is not sent', async () => {
  const bot = await startBot()
  expect(await bot.channel.send(words(' \n'), [to('sample-01')])).toEqual([{ state: 'never', code: 'EMPTY' }])
  expect(bot.fake.calls.of('batchSend')).toBe(0)
})

test('forty-five people are three calls, an outcome each, in order', async () => {
  const people = Array.from({ length: 45 }, (_, n) => ({ userid: `sample-bulk-${n}` }))
  const bot = await startBot({ fake: { people } })
  const outcomes = await bot.channel.send(
    words('体检可以约了'),
    people.map(one => to(one.userid)),
  )
  expect(outcomes).toEqual(people.map(() => SENT))
  expect(bot.fake.calls.of('batchSend')).toBe(3)
  for (const { userid } of people) expect(bot.fake.inbox(userid)).toHaveLength(1)
  expect(bot.quota).toEqual({ api: 3, stream: 0 })
})

test('who is unknown hears never, who is slowed later, all others have it', async () => {
  const bot = await startBot()
  bot.fake.people.flowControlled.add('sample-02')
  const outcomes = await bot.channel.send(
    words('通知'),
    ['sample-01', 'nobody', 'sample-02'].map(one => to(one)),
  )
  expect(outcomes).toEqual([
    SENT,
    { state: 'never', code: 'INVALID_STAFF' },
    { state: 'later', code: 'FLOW_CONTROLLED', wait: MINUTE },
  ])
  expect(bot.fake.inbox('sample-01')).toHaveLength(1)
})

test('a call refused for one id is taken apart until only that one is left out', async () => {
  const people = Array.from({ length: 8 }, (_, n) => ({ userid: `sample-bulk-${n}` }))
  const bot = await startBot({ fake: { people } })
  bot.fake.faults.order('batchSend', fault.api('staffId.notExisted'), {
    times: 4,
    containing: 'sample-bulk-5',
  })
  const outcomes = await bot.channel.send(
    words('通知'),
    people.map(one => to(one.userid)),
  )
  expect(outcomes.map(one => one.state)).toEqual(people.map((_, n) => (n === 5 ? 'never' : 'sent')))
})

test('groups and outsiders among many are left out of the call', async () => {
  const bot = await startBot()
  const outcomes = await bot.channel.send(words('通知'), [to('group:cid'), to('sample-01'), to('outsider:x')])
  expect(outcomes.map(one => one.state)).toEqual(['never', 'sent', 'never'])
})

test('somebody named twice gets it once', async () => {
  const bot = await startBot()
  const twice = [to('sample-01'), { ...to('sample-01'), key: 'other' }]
  expect(await bot.channel.send(words('通知'), twice)).toEqual([SENT, SENT])
  expect(bot.fake.inbox('sample-01')).toHaveLength(1)
  expect(bot.fake.inbox('sample-01')[0]?.raw).toMatchObject({ userIds: ['sample-01'] })
})

test('nobody is nothing', async () => {
  const bot = await startBot()
  expect(await bot.channel.send(words('通知'), [])).toEqual([])
})

test.each([
  ['calls too fast', fault.qps(), { state: 'later', wait: 1_000 }],
  ['the month is used up', fault.monthly(), { state: 'later', wait: 60 * MINUTE }],
  ['no permission', fault.forbidden(), { state: 'later', wait: 10 * MINUTE }],
  ['an address that is not listed', fault.badIp(), { state: 'later', wait: 10 * MINUTE }],
  ['too many requests', fault.tooManyRequests(), { state: 'later', wait: 1_000 }],
  ['an error of the system', fault.systemError(), { state: 'later', code: 'system.error', wait: 0 }],
  ['a gateway that is down', fault.unavailable(), { state: 'later', code: 'HTTP_503_html', wait: 5_000 }],
  ['the page of a proxy', fault.html(400), { state: 'later', code: 'HTTP_400_html', wait: 5_000 }],
  ['a ban', fault.banned(), { state: 'later', code: 'BANNED', wait: 5 * MINUTE }],
  ['a cut line', fault.reset(), { state: 'later', wait: 0 }],
  ['a stopped robot', fault.api('bot.stopped'), { state: 'never', code: 'bot.stopped' }],
  ['sent too fast', fault.api('send.too.fast'), { state: 'later', code: 'send.too.fast', wait: 1_000 }],
])('API: %s', async (_, trouble, outcome) => {
  const bot = await startBot()
  bot.fake.faults.order('batchSend', trouble)
  expect(await bot.channel.send(words('通知'), [to('sample-01'), to('sample-02')])).toMatchObject([
    outcome,
    outcome,
  ])
  expect(bot.fake.inbox('sample-01')).toEqual([])
})

test('API: silence is given up after ten seconds', async () => {
  const bot = await startBot()
  bot.fake.faults.order('batchSend', fault.hang())
  const silent = bot.channel.send(words('通知'), [to('sample-01')])
  await bot.called('batchSend', 1)
  bot.pass(10_000)
  expect(await silent).toEqual([{ state: 'later', code: 'TIMEOUT', wait: 0, unreached: true }])
})

test('a month that is used up and missing permissions alarm the administrator; throttled calls cost nothing', async () => {
  const bot = await startBot()
  for (const trouble of [fault.monthly(), fault.forbidden(), fault.qps()]) {
    bot.fake.faults.order('batchSend', trouble)
    await bot.channel.send(words('通知'), [to('sample-01')])
  }
  expect(bot.alerts).toEqual([
    'dingtalk_quota api',
    'dingtalk_refused Forbidden.AccessDenied.AccessTokenPermissionDenied',
  ])
  expect(bot.quota.api).toBe(0)
})

test('a refused token is renewed once, and the call made again', async () => {
  const bot = await startBot()
  await bot.channel.send(words('一'), [to('sample-01')])
  bot.fake.tokens.expire()
  expect(await bot.channel.send(words('二'), [to('sample-01')])).toEqual([SENT])
  expect(bot.fake.calls.of('accessToken')).toBe(2)
  expect(bot.fake.calls.of('batchSend')).toBe(3)
  bot.fake.faults.order('batchSend', fault.badToken(), { times: 2 })
  expect(await bot.channel.send(words('三'), [to('sample-01')])).toMatchObject([
    { state: 'later', code: 'InvalidAuthentication' },
  ])
  expect(bot.fake.calls.of('batchSend')).toBe(5)
})

test('many calls want one token: it is asked for once', async () => {
  const bot = await startBot()
  bot.fake.people.add({ userid: 'sample-04' })
  await Promise.all(
    ['sample-01', 'sample-02', 'sample-03', 'sample-04'].map(one =>
      bot.channel.send(words('通知'), [to(one)]),
    ),
  )
  expect(bot.fake.calls.of('accessToken')).toBe(1)
  expect(bot.fake.calls.of('batchSend')).toBe(4)
})

test('without a token the message waits', async () => {
  const bot = await startBot({ options: { clientSecret: 'not the secret' }, before: () => {} })
  expect(await bot.channel.send(words('通知'), [to('sample-01')])).toEqual([
    { state: 'later', code: 'TOKEN_invalidClientIdOrSecret', wait: 5_000 },
  ])
  expect(bot.alerts).toContain('dingtalk_refused TOKEN_invalidClientIdOrSecret')
  expect(bot.fake.calls.of('batchSend')).toBe(0)
})

test('more calls than a second allows wait for the next', async () => {
  const bot = await startBot({ options: { qps: 5 } })
  const sending = Array.from({ length: 12 }, (_, n) => bot.channel.send(words(`通知${n}`), [to('sample-01')]))
  await bot.called('batchSend', 5)
  bot.pass(999)
  await bot.fake.stream.ping()
  expect(bot.fake.calls.of('batchSend')).toBe(5)
  bot.pass(1)
  await bot.called('batchSend', 10)
  bot.pass(1_000)
  expect((await Promise.all(sending)).flat()).toEqual(Array(12).fill(SENT))
  bot.fake.assertClean()
})

test('after a throttle no call goes out for a second', async () => {
  const bot = await startBot()
  bot.fake.faults.order('batchSend', fault.qps())
  await bot.channel.send(words('一'), [to('sample-01')])
  const second = bot.channel.send(words('二'), [to('sample-01')])
  bot.pass(999)
  await bot.fake.stream.ping()
  expect(bot.fake.calls.of('batchSend')).toBe(1)
  bot.pass(1)
  expect(await second).toEqual([SENT])
})

test('what was sent after stop still goes out: the outbox ends its calls after the channel', async () => {
  const bot = await startBot()
  await bot.channel.stop()
  expect(await bot.channel.send(words('最后'), [to('sample-01')])).toEqual([SENT])
})

test('pieces are well below what DingTalk takes', () => {
  expect(PIECE_BYTES).toBeLessThan(MESSAGE_BYTES)
})
