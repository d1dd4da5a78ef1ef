import { expect, test } from 'vitest'
import { fault } from './fault.ts'
import { remoteFake } from './remote-fake.ts'
import { call, connect, echoBot, openGateway, startFake } from './test-client.ts'

test('say, wait, tap and read from another process', async () => {
  const fake = await startFake()
  await echoBot(fake)
  const remote = remoteFake(fake.base)
  expect(await remote.say('sample-01', '在吗')).toEqual({
    msgId: expect.any(String),
    conversationId: expect.any(String),
    sessionWebhook: expect.stringContaining('/robot/sendBySession?session='),
  })
  expect(await remote.waitFor('sample-01', '在吗')).toMatchObject({ text: '回声：在吗', via: 'webhook' })
  expect(await remote.inbox('sample-01')).toHaveLength(1)
  await expect(remote.tap('sample-01', '同意')).rejects.toThrow(/no button "同意"/)
  await remote.say('sample-01', { msgtype: 'audio', recognition: '请假' })
  await remote.waitFor('sample-01')
  expect(await remote.report()).toMatchObject({
    connections: [{ state: 'live' }],
    calls: { open: 1, upgrade: 1, webhook: 2 },
    violations: [],
    unacked: [],
    lost: [],
    received: 2,
  })
  expect(await remote.ask('doubles')).toEqual([])
  await remote.ask('reached', { total: 2 })
  await expect(remote.ask('reached', { total: 3, timeoutMs: 10 })).rejects.toThrow(/2 of 3 messages came/)
})

test('faults, by name or whole', async () => {
  const fake = await startFake()
  const remote = remoteFake(fake.base)
  await remote.order('open', 'unavailable', { times: 1 })
  await remote.order(['open', 'upgrade'], fault.authFailed(), { times: 2 })
  expect([(await openGateway(fake)).status, (await openGateway(fake)).status]).toEqual([503, 401])
  await remote.ask('lift')
  expect((await openGateway(fake)).status).toBe(200)
  await expect(remote.order('open', 'sunshine')).rejects.toThrow(/no such fault; by name: hang,/)
  await expect(remote.ask('order', { api: 'teapot', fault: 'hang' })).rejects.toThrow(/no such API: teapot/)
})

test('the connection, the clock, the people and the quota', async () => {
  const fake = await startFake({ speed: 0 })
  const remote = remoteFake(fake.base)
  await remote.ask('people', { add: [{ userid: 'sample-09', name: '示例壬' }], remove: ['sample-03'] })
  expect(fake.people.get('sample-09')?.name).toBe('示例壬')
  expect(fake.people.get('sample-03')).toBeUndefined()
  await remote.ask('flowControl', { userids: ['sample-09'] })
  expect([...fake.people.flowControlled]).toEqual(['sample-09'])
  expect(await remote.ask('quota', { callsPerSecond: 0 })).toMatchObject({ limits: { callsPerSecond: 0 } })

  const client = await connect(fake)
  await remote.ask('connected', { count: 1 })
  await remote.ask('redeliver', { everyMs: 3_000 })
  await remote.say('sample-09', '在吗', { msgId: 'msgChosen', fields: { senderPlatform: 'Win' } })
  expect(await client.nextData()).toMatchObject({ msgId: 'msgChosen', senderPlatform: 'Win' })
  await remote.ask('advance', { ms: 3_000 })
  client.ack(await client.next())
  await remote.ask('settled')
  await remote.ask('disconnect')
  await client.next()
  await remote.ask('advance', { ms: 10_000 })
  expect(await client.closed).toBe(1006)
})

test('a load from another process', async () => {
  const fake = await startFake()
  await echoBot(fake)
  const report = await remoteFake(fake.base).load({ conversations: 5, messages: 20, script: ['一', '二'] })
  expect(report).toMatchObject({ unanswered: 0, violations: 0, reply: { p50: expect.any(Number) } })
})

test('the door: the list, JSON only, and errors in words', async () => {
  const fake = await startFake()
  const list = await call(fake, 'GET', '/_control/')
  expect(list.json['value']).toEqual(expect.arrayContaining(['say', 'order', 'load', 'report']))
  const form = await call(fake, 'POST', '/_control/report', '{}', { 'content-type': 'text/plain' })
  expect(form.status).toBe(415)
  expect((await call(fake, 'POST', '/_control/dance', {})).status).toBe(404)
  expect((await call(fake, 'POST', '/_control/report', '[')).status).toBe(400)
  const missing = await call(fake, 'POST', '/_control/say', { said: '在吗' })
  expect([missing.status, missing.json]).toEqual([400, { ok: false, error: 'userid: a text is wanted' }])
  await expect(remoteFake('http://127.0.0.1:1').report()).rejects.toThrow()
})

test('the door stays open in an outage', async () => {
  const fake = await startFake()
  const remote = remoteFake(fake.base)
  await remote.ask('outage', { forMs: 30_000 })
  expect(await remote.report()).toMatchObject({ connections: [] })
})
