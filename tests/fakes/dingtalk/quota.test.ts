import { expect, test } from 'vitest'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { call, startFake, token } from './test-client.ts'

const SEND = '/v1.0/robot/oToMessages/batchSend'
const QPS = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'
const MONTH = 'Forbidden.AccessDenied.ApiCountLimitForOrg'

async function sender(fake: FakeDingTalk) {
  const bearer = await token(fake)
  return async (path = SEND) => {
    const body = {
      robotCode: fake.app.robotCode,
      userIds: ['sample-01'],
      msgKey: 'sampleText',
      msgParam: '{"content":"好"}',
    }
    const { status, json } = await call(fake, 'POST', path, body, { 'x-acs-dingtalk-access-token': bearer })
    return status === 200 ? 'ok' : json['code']
  }
}

test('twenty calls a second for each API, then 403 until the second is over', async () => {
  const fake = await startFake()
  const send = await sender(fake)
  const burst = await Promise.all(Array.from({ length: 25 }, () => send()))
  expect(burst.toSorted()).toEqual([...Array(5).fill(QPS), ...Array(20).fill('ok')].toSorted())
  expect(await send('/v1.0/robot/otoMessages/batchRecall')).not.toBe(QPS)
  fake.clock.advance(900)
  expect(await send()).toBe(QPS)
  fake.clock.advance(100)
  expect(await Promise.all(Array.from({ length: 20 }, () => send()))).toEqual(Array(20).fill('ok'))
})

test('a client that paces itself at exactly twenty a second is never refused, though calls bunch up', async () => {
  const fake = await startFake()
  const send = await sender(fake)
  const got = new Set<unknown>()
  for (let n = 0; n < 60; n++) {
    got.add(await send())
    fake.clock.advance(n % 2 === 0 ? 30 : 70)
  }
  expect([...got]).toEqual(['ok'])
})

test('refused calls are not counted against the month', async () => {
  const fake = await startFake({ quota: { callsPerSecond: 1 } })
  const send = await sender(fake)
  expect([await send(), await send(), await send()]).toEqual(['ok', QPS, QPS])
  expect(fake.quota.used.calls).toBe(1)
})

test('the month: billable calls only, and a new one begins', async () => {
  const fake = await startFake({ quota: { callsPerSecond: 0, callsPerMonth: 2 } })
  const send = await sender(fake)
  for (let n = 0; n < 3; n++) await token(fake)
  expect([await send(), await send(), await send()]).toEqual(['ok', 'ok', MONTH])
  // Contacts are free.
  const { json } = await call(fake, 'POST', `/topapi/v2/user/get?access_token=${await token(fake)}`, {
    userid: 'sample-01',
  })
  expect(json['errcode']).toBe(0)
  fake.quota.reset()
  expect(await send()).toBe('ok')
})

test('oapi has codes of its own', async () => {
  const fake = await startFake({ quota: { callsPerSecond: 1, callsPerMonth: 1 } })
  const bearer = await token(fake)
  const get = async () =>
    (await call(fake, 'POST', `/topapi/v2/user/get?access_token=${bearer}`, { userid: 'sample-01' })).json[
      'errcode'
    ]
  expect([await get(), await get()]).toEqual([0, 90018])
  const send = await sender(fake)
  await send()
  const form = new FormData()
  form.append('media', new Blob(['sample']), 'sample.pdf')
  const upload = await fetch(`${fake.base}/media/upload?access_token=${bearer}&type=file`, {
    method: 'POST',
    body: form,
  })
  expect(await upload.json()).toMatchObject({ errcode: 90020 })
})

test('limits can be changed while it runs, 0 = none', async () => {
  const fake = await startFake({ quota: { callsPerSecond: 1 } })
  const send = await sender(fake)
  fake.quota.limits.callsPerSecond = 0
  expect(await Promise.all(Array.from({ length: 50 }, () => send()))).toEqual(Array(50).fill('ok'))
})

test('messages in and replies by webhook are uses of the stream', async () => {
  const fake = await startFake()
  const { sessionWebhook } = fake.say('sample-01', '在吗')
  await call(fake, 'POST', sessionWebhook, { msgtype: 'text', text: { content: '在的' } })
  expect(fake.quota.used).toEqual({ calls: 0, stream: 2 })
})
