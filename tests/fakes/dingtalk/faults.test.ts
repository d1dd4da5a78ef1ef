import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { fault } from './fault.ts'
import { api, call, connect, startFake, token } from './test-client.ts'

const SEND = '/v1.0/robot/oToMessages/batchSend'

function message(fake: FakeDingTalk, words = '收到') {
  const msgParam = JSON.stringify({ content: words })
  return { robotCode: fake.app.robotCode, userIds: ['sample-01'], msgKey: 'sampleText', msgParam }
}

async function statuses(fake: FakeDingTalk, count: number, words?: string): Promise<number[]> {
  const list: number[] = []
  for (let n = 0; n < count; n++) list.push((await api(fake, 'POST', SEND, message(fake, words))).status)
  return list
}

test('without a scope an order holds once', async () => {
  const fake = await startFake()
  const order = fake.faults.order('batchSend', fault.systemError())
  expect(await statuses(fake, 2)).toEqual([500, 200])
  expect(order.hits).toBe(1)
})

test('times, and orders that wait behind each other', async () => {
  const fake = await startFake()
  fake.faults.order('batchSend', fault.qps(), { times: 2 })
  fake.faults.order('batchSend', fault.systemError())
  expect(await statuses(fake, 4)).toEqual([403, 403, 500, 200])
})

test('for a while', async () => {
  const fake = await startFake()
  fake.faults.order('batchSend', fault.unavailable(), { forMs: 30_000 })
  expect(await statuses(fake, 2)).toEqual([503, 503])
  fake.clock.advance(30_000)
  expect(await statuses(fake, 1)).toEqual([200])
})

test('with a probability, the same for the same seed', async () => {
  const drawn = async (seed: number) => {
    const fake = await startFake({ seed, quota: { callsPerSecond: 0 } })
    fake.faults.order('batchSend', fault.systemError(), { probability: 0.5 })
    return statuses(fake, 30)
  }
  const first = await drawn(1)
  expect(await drawn(1)).toEqual(first)
  expect(await drawn(2)).not.toEqual(first)
  expect(new Set(first)).toEqual(new Set([200, 500]))
})

test('only what contains some words', async () => {
  const fake = await startFake()
  fake.faults.order('batchSend', fault.systemError(), { containing: '体检', times: 1 })
  expect(await statuses(fake, 1, '请假')).toEqual([200])
  expect(await statuses(fake, 1, '体检可以约了')).toEqual([500])
})

test('for several doors at once, and lifted', async () => {
  const fake = await startFake()
  const order = fake.faults.order(['batchSend', 'accessToken'], fault.unavailable(), { times: 10 })
  expect((await call(fake, 'POST', '/v1.0/oauth2/accessToken', {})).status).toBe(503)
  order.lift()
  expect(await statuses(fake, 1)).toEqual([200])
  fake.faults.order('batchSend', fault.unavailable(), { times: 10 })
  fake.faults.lift()
  expect(await statuses(fake, 1)).toEqual([200])
})

test.each([
  ['hang', fault.hang(true)],
  ['reset', fault.reset(true)],
])('accepted, and the answer lost: %s', async (_, given) => {
  const fake = await startFake()
  fake.faults.order('batchSend', given)
  const giveUp = new AbortController()
  const asked = fetch(`${fake.base}${SEND}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-acs-dingtalk-access-token': await token(fake) },
    body: JSON.stringify(message(fake)),
    signal: giveUp.signal,
  })
  const failed = expect(asked).rejects.toThrow()
  expect(await fake.waitFor('sample-01')).toMatchObject({ text: '收到' })
  giveUp.abort()
  await failed
  // A client that sends again because it heard nothing has now said it twice.
  await statuses(fake, 1)
  expect(fake.doubles('sample-01')).toHaveLength(1)
  expect(fake.doubles()[0]).toHaveLength(2)
})

test('accepted, and answered with an error', async () => {
  const fake = await startFake()
  fake.faults.order('batchSend', fault.systemError(true))
  expect(await statuses(fake, 1)).toEqual([500])
  expect(fake.inbox('sample-01')).toHaveLength(1)
})

test('a slow answer', async () => {
  const fake = await startFake()
  const url = await connect(fake).then(() => fake.say('sample-01', '在吗').sessionWebhook)
  fake.faults.order('webhook', fault.slow(3_600_000))
  const arrived = fake.calls.arrived.next(
    api => api === 'webhook',
    5_000,
    () => 'no reply came',
  )
  const asked = call(fake, 'POST', url, { msgtype: 'text', text: { content: '在的' } })
  await arrived
  await api(fake, 'POST', SEND, message(fake))
  expect(fake.inbox('sample-01').map(one => one.text)).toEqual(['收到'])
  fake.clock.advance(3_600_000)
  expect((await asked).json['errcode']).toBe(0)
  expect(fake.inbox('sample-01').map(one => one.text)).toEqual(['收到', '在的'])
})

test.each([
  ['badToken', fault.badToken(), 400, 'InvalidAuthentication'],
  ['qps', fault.qps(), 403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'],
  ['monthly', fault.monthly(), 403, 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
  ['forbidden', fault.forbidden(), 403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
  ['badIp', fault.badIp(), 403, 'Forbidden.AccessDenied.IpNotInWhiteList'],
  ['systemError', fault.systemError(), 500, 'system.error'],
  ['any other', fault.api('send.too.fast'), 400, 'send.too.fast'],
])('the envelope of an api error: %s', async (_, given, status, code) => {
  const fake = await startFake()
  fake.faults.order('batchSend', given)
  const got = await api(fake, 'POST', SEND, message(fake))
  expect(got.status).toBe(status)
  expect(got.json).toEqual({ code, message: expect.any(String), requestid: expect.any(String) })
})

test('bodies that are not the envelope', async () => {
  const fake = await startFake()
  fake.faults.order('batchSend', fault.html(502))
  fake.faults.order('batchSend', fault.banned())
  fake.faults.order('batchSend', fault.status(204))
  expect((await api(fake, 'POST', SEND, message(fake))).headers.get('content-type')).toContain('text/html')
  expect((await api(fake, 'POST', SEND, message(fake))).json).toMatchObject({ status: 1111, punish: 'deny' })
  expect((await api(fake, 'POST', SEND, message(fake))).status).toBe(204)
})

test('a mistake in an order is said at once', async () => {
  const fake = await startFake()
  expect(() => fake.faults.order([], fault.hang())).toThrow(/at least one API/)
})
