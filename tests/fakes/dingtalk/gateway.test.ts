import { expect, test } from 'vitest'
import { BOT_TOPIC, CARD_TOPIC } from './frames.ts'
import { object, parse } from './json.ts'
import {
  call,
  connect,
  connectTo,
  headersOf,
  openGateway,
  refusedUpgrade,
  startFake,
  ticket,
} from './test-client.ts'

const OPEN = '/v1.0/gateway/connections/open'
const BOT = [{ type: 'CALLBACK', topic: BOT_TOPIC }]
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

test('open gives an endpoint on this server and a UUID ticket', async () => {
  const fake = await startFake()
  const { status, json } = await openGateway(fake)
  expect(status).toBe(200)
  expect(json['endpoint']).toBe(`${fake.base.replace('http', 'ws')}/connect`)
  expect(json['ticket']).toMatch(UUID)
})

test('wrong credentials are 401 authFailed', async () => {
  const fake = await startFake()
  for (const body of [
    { clientId: 'nobody', clientSecret: fake.app.clientSecret },
    { clientId: fake.app.clientId, clientSecret: 'wrong' },
  ]) {
    const { status, json } = await call(fake, 'POST', OPEN, { ...body, subscriptions: BOT })
    expect(status).toBe(401)
    expect(json).toMatchObject({ code: 'authFailed', message: '鉴权失败' })
    expect(json['requestid']).toBeTypeOf('string')
  }
})

test.each([
  ['none', undefined],
  ['an empty list', []],
  ['an unknown type', [{ type: 'MESSAGE', topic: BOT_TOPIC }]],
  ['an event by name', [{ type: 'EVENT', topic: 'bpms_instance_change' }]],
  ['no topic', [{ type: 'CALLBACK' }]],
])('subscriptions must be well formed: %s', async (_, subscriptions) => {
  const fake = await startFake()
  const { clientId, clientSecret } = fake.app
  const { status, json } = await call(fake, 'POST', OPEN, { clientId, clientSecret, subscriptions })
  expect(status).toBe(400)
  expect(json['code']).toBe('systemError')
})

test('without Accept: application/json the answer is XML, errors too', async () => {
  const fake = await startFake()
  const { clientId, clientSecret } = fake.app
  const body = { clientId, clientSecret, subscriptions: BOT }
  const good = await call(fake, 'POST', OPEN, body, { accept: '*/*' })
  expect(good.headers.get('content-type')).toContain('xml')
  expect(good.text).toMatch(/<ticket>[^<]+<\/ticket>/)
  const bad = await call(fake, 'POST', OPEN, { ...body, clientSecret: 'x' }, { accept: '*/*' })
  expect(bad.status).toBe(401)
  expect(bad.text).toContain('<code>authFailed</code>')

  const lax = await startFake({ strict: false })
  const plain = await call(lax, 'POST', OPEN, body, { accept: '*/*' })
  expect(plain.json['ticket']).toMatch(UUID)
})

test('a ticket opens one connection', async () => {
  const fake = await startFake()
  const url = await ticket(fake)
  await connectTo(url)
  expect(await refusedUpgrade(url)).toBe(401)
})

test('a ticket that failed at the upgrade is still good', async () => {
  const fake = await startFake()
  const url = await ticket(fake)
  expect(await refusedUpgrade(url.replace('/connect', '/elsewhere'))).toBe(404)
  expect(await refusedUpgrade(url)).toBe('open')
})

test('a ticket is good for 90 seconds', async () => {
  const fake = await startFake()
  const [fresh, stale] = [await ticket(fake), await ticket(fake)]
  fake.clock.advance(80_000)
  await connectTo(fresh)
  fake.clock.advance(10_000)
  expect(await refusedUpgrade(stale)).toBe(401)
})

test('unknown and missing tickets are refused', async () => {
  const fake = await startFake()
  const endpoint = `${fake.base.replace('http', 'ws')}/connect`
  expect(await refusedUpgrade(`${endpoint}?ticket=7724109a-ea43-4aa2-b803-87d82c5aaee6`)).toBe(401)
  expect(await refusedUpgrade(endpoint)).toBe(401)
})

test('frames have string data, string time and the headers DingTalk sends', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const { msgId } = fake.say('sample-01', '在吗')
  const frame = await client.next()
  expect(frame).toMatchObject({ specVersion: '1.0', type: 'CALLBACK', data: expect.any(String) })
  expect(Object.keys(headersOf(frame)).sort()).toEqual(
    ['appId', 'connectionId', 'contentType', 'messageId', 'time', 'topic'].sort(),
  )
  expect(headersOf(frame)).toMatchObject({
    topic: BOT_TOPIC,
    contentType: 'application/json',
    time: expect.stringMatching(/^\d{13}$/),
    messageId: expect.stringMatching(/^[0-9a-f]+_[0-9a-f]+_[0-9a-f]+_[0-9a-f]+$/),
  })
  expect(JSON.parse(String(frame['data']))).toMatchObject({ msgId, text: { content: '在吗' } })
})

test('each push goes to one connection, drawn by the seed, and all of them get some', async () => {
  const fake = await startFake({ seed: 7 })
  const clients = [await connect(fake), await connect(fake), await connect(fake)]
  const got = new Map<unknown, number>()
  for (const client of clients) {
    client.ws.on('message', raw => {
      const frame = object(parse(raw.toString()))
      const { connectionId } = headersOf(frame)
      got.set(connectionId, (got.get(connectionId) ?? 0) + 1)
      client.ack(frame)
    })
  }
  for (let n = 0; n < 60; n++) fake.say('sample-01', `第${n}句`)
  await fake.stream.settled()
  const ids = fake.stream.connections().map(one => one.id)
  expect([...got.keys()].sort()).toEqual(ids.sort())
  expect([...got.values()].reduce((sum, n) => sum + n, 0)).toBe(60)
  for (const share of got.values()) expect(share).toBeGreaterThan(5)
})

test('a topic that nobody subscribed to is never pushed', async () => {
  const fake = await startFake()
  const client = await connect(fake, [{ type: 'CALLBACK', topic: CARD_TOPIC }])
  const said = fake.say('sample-01', '你好')
  expect(said.push.state).toBe('lost')
  fake.event('user_modify_org', { userId: ['sample-01'] })
  const pinged = fake.stream.ping()
  const first = await client.next()
  expect(headersOf(first)['topic']).toBe('ping')
  client.ack(first, JSON.parse(String(first['data'])))
  await pinged
  expect(fake.lost().map(push => push.type)).toEqual(['CALLBACK', 'EVENT'])
})

test('pushes of one app never reach the connections of another', async () => {
  const other = { clientId: 'dingsampleclient02', clientSecret: 'other-sample-secret' }
  const fake = await startFake({ apps: [{}, other] })
  const { json } = await call(fake, 'POST', OPEN, { ...other, subscriptions: BOT })
  const second = await connectTo(`${String(json['endpoint'])}?ticket=${String(json['ticket'])}`)
  expect(fake.say('sample-01', '给第一个').push.state).toBe('lost')
  fake.say('sample-01', '给第二个', { robotCode: other.clientId })
  expect(await second.nextData()).toMatchObject({ robotCode: other.clientId, text: { content: '给第二个' } })
})

test('two robots called in one message get the same msgId', async () => {
  const other = { clientId: 'dingsampleclient02', clientSecret: 'other-sample-secret' }
  const fake = await startFake({ apps: [{}, other] })
  const first = await connect(fake)
  const { json } = await call(fake, 'POST', OPEN, { ...other, subscriptions: BOT })
  const second = await connectTo(`${String(json['endpoint'])}?ticket=${String(json['ticket'])}`)
  const { msgId } = fake.sayInGroup('cidsample', 'sample-01', '两位好')
  fake.sayInGroup('cidsample', 'sample-01', '两位好', { msgId, robotCode: other.clientId })
  const got = [await first.nextData(), await second.nextData()]
  expect(got.map(one => one['msgId'])).toEqual([msgId, msgId])
  expect(got.map(one => one['robotCode'])).toEqual([fake.app.robotCode, other.clientId])
})

test.each([
  ['none', []],
  ['connected', ['CONNECTED']],
  ['registered', ['CONNECTED', 'REGISTERED']],
] as const)('greetings: %s', async (greeting, topics) => {
  const fake = await startFake({ greeting })
  const client = await connect(fake)
  fake.say('sample-01', '在吗')
  for (const topic of topics) expect(headersOf(await client.next())['topic']).toBe(topic)
  expect(headersOf(await client.next())['topic']).toBe(BOT_TOPIC)
})

test('a ping ends with its connection, whatever comes of the connection', async () => {
  const fake = await startFake()
  await connect(fake)
  const pinged = fake.stream.ping(undefined, 60_000)
  pinged.catch(() => {})
  expect(fake.unacked()).toHaveLength(1)
  fake.stream.reset()
  await fake.stream.settled()
  expect(fake.unacked()).toEqual([])
  expect(fake.lost()).toEqual([])
})
