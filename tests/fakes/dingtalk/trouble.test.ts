import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { fault } from './fault.ts'
import type { Spoiled } from './faults.ts'
import {
  call,
  connect,
  dataOf,
  headersOf,
  openGateway,
  refusedUpgrade,
  startFake,
  ticket,
} from './test-client.ts'

test('disconnect: a frame without messageId, silence for ten seconds, then the end of TCP', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.stream.disconnect()
  const frame = await client.next()
  expect(frame).toEqual({
    type: 'SYSTEM',
    headers: { topic: 'disconnect', contentType: 'application/json' },
    data: JSON.stringify({ reason: 'connection is expired' }),
  })
  expect(fake.stream.connections().map(one => one.state)).toEqual(['muted'])
  expect(fake.say('sample-01', '在吗').push.state).toBe('lost')
  fake.clock.advance(9_999)
  expect(fake.stream.connections()).toHaveLength(1)
  fake.clock.advance(1)
  // No WebSocket goodbye: 1006 is what a client calls that.
  expect(await client.closed).toBe(1006)
  expect(client.waiting()).toBe(0)
})

test('an ack that was on its way when the disconnect came is still taken', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const { msgId } = fake.say('sample-01', '在吗')
  fake.stream.disconnect()
  const frame = await client.next()
  await client.next()
  client.ack(frame)
  await fake.stream.acked(msgId)
  fake.assertClean()
})

test('after a disconnect new pushes go to the replacement', async () => {
  const fake = await startFake()
  const old = await connect(fake)
  fake.stream.disconnect({ muteMs: 5_000 })
  await old.next()
  const replacement = await connect(fake)
  for (let n = 0; n < 10; n++) fake.say('sample-01', `第${n}句`)
  for (let n = 0; n < 10; n++) replacement.ack(await replacement.next())
  await fake.stream.settled()
  expect(old.waiting()).toBe(0)
  fake.clock.advance(5_000)
  expect(await old.closed).toBe(1006)
  expect(fake.stream.connections()).toHaveLength(1)
})

test('connections are retired when they have lived long enough', async () => {
  const fake = await startFake({ connectionTtlMs: 60_000 })
  const client = await connect(fake)
  fake.clock.advance(60_000)
  expect(headersOf(await client.next())['topic']).toBe('disconnect')
  fake.clock.advance(10_000)
  expect(await client.closed).toBe(1006)
})

test('half-open: no pong, no frames, no close, and pushes go there and vanish', async () => {
  const fake = await startFake({ redelivery: { everyMs: 16_000 } })
  const dead = await connect(fake)
  fake.stream.halfOpen({ forMs: 60_000 })
  let pongs = 0
  dead.ws.on('pong', () => {
    pongs += 1
  })
  dead.ws.ping()
  const { push } = fake.say('sample-01', '在吗')
  expect(push).toMatchObject({ state: 'sent', deliveries: 1 })
  const alive = await connect(fake)
  // The living connection answers its pong; the dead one had as long and did not.
  const ponged = new Promise(resolve => alive.ws.on('pong', resolve))
  alive.ws.ping()
  await ponged
  expect({ pongs, frames: dead.waiting(), state: dead.ws.readyState }).toEqual({
    pongs: 0,
    frames: 0,
    state: 1,
  })
  fake.clock.advance(60_000)
  expect(await dead.closed).toBe(1006)
  expect(fake.stream.connections()).toHaveLength(1)
})

test('reset: TCP RST', async () => {
  const fake = await startFake()
  const upgrade = request((await ticket(fake)).replace('ws:', 'http:'), {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    },
  }).end()
  const socket = await new Promise<Duplex>(resolve => upgrade.on('upgrade', (_, raw) => resolve(raw)))
  const broken = new Promise(resolve => socket.on('error', resolve))
  fake.stream.reset()
  expect(await broken).toMatchObject({ code: 'ECONNRESET' })
})

test('close: a proper goodbye', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.stream.close()
  expect(await client.closed).toBe(1000)
})

test.each([
  ['malformed', { raw: expect.anything() }],
  ['binary', { raw: expect.anything() }],
  ['unknownType', { type: 'MYSTERY', data: expect.any(String) }],
] as [Spoiled, object][])('junk arrives and asks for nothing: %s', async (how, shape) => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.stream.junk(how)
  expect(await client.next()).toMatchObject(shape)
  fake.assertClean()
})

test('junk without data, which a client may refuse with an error code', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.stream.junk('missingData')
  const frame = await client.next()
  expect(frame).not.toHaveProperty('data')
  const heard = new Promise(resolve => fake.stream.onFrame(resolve))
  client.ack(frame, { response: null }, 500)
  await heard
  fake.assertClean()
})

test('anything at all can be pushed', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.stream.push({ type: 'CALLBACK', header: { topic: '/misspelled' }, data: '{}' })
  expect(await client.next()).toHaveProperty('header')
  fake.stream.push(Buffer.from([0, 1, 2]))
  expect(await client.next()).toHaveProperty('raw')
})

test('a spoiled delivery is made good by the next one', async () => {
  for (const how of ['malformed', 'binary', 'unknownType', 'missingData', 'lost'] as const) {
    const fake = await startFake({ redelivery: { everyMs: 3_000 } })
    const client = await connect(fake)
    const order = fake.faults.order('push', fault.spoil(how))
    const { msgId, push } = fake.say('sample-01', '在吗')
    if (how !== 'lost') await client.next()
    expect(order.hits).toBe(1)
    fake.clock.advance(3_000)
    const frame = await client.next()
    expect(dataOf(frame)['msgId']).toBe(msgId)
    client.ack(frame)
    await fake.stream.settled()
    expect(push.deliveries).toBe(2)
    fake.assertClean()
  }
})

test('a slow push comes late, and its ack is measured from then', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.faults.order('push', fault.slow(5_000))
  const { msgId } = fake.say('sample-01', '在吗')
  fake.clock.advance(5_000)
  client.ack(await client.next())
  await fake.stream.acked(msgId)
  fake.assertClean()
})

test('a message of 64 KB arrives whole', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const long = '长'.repeat(22_000)
  fake.say('sample-01', long)
  expect((await client.nextData())['text']).toEqual({ content: long })
})

test.each([
  ['400', fault.badOpen(), 400, 'systemError'],
  ['401', fault.authFailed(), 401, 'authFailed'],
  ['429', fault.tooManyRequests(), 429, 'Throttling'],
] as const)('open answers %s, once', async (_, given, status, code) => {
  const fake = await startFake()
  fake.faults.order('open', given)
  const refused = await openGateway(fake)
  expect([refused.status, refused.json['code']]).toEqual([status, code])
  expect((await openGateway(fake)).status).toBe(200)
})

test('open answers 503 and HTML, as often as ordered', async () => {
  const fake = await startFake()
  fake.faults.order('open', fault.unavailable(), { times: 2 })
  fake.faults.order('open', fault.html(400))
  const statuses: unknown[] = []
  for (let n = 0; n < 4; n++) {
    const { status, headers } = await openGateway(fake)
    statuses.push([status, headers.get('content-type')?.split(';')[0]])
  }
  expect(statuses).toEqual([
    [503, 'text/html'],
    [503, 'text/html'],
    [400, 'text/html'],
    [200, 'application/json'],
  ])
})

test('open hangs until the client gives up', async () => {
  const fake = await startFake()
  fake.faults.order('open', fault.hang())
  const giveUp = new AbortController()
  const asked = fetch(`${fake.base}/v1.0/gateway/connections/open`, {
    method: 'POST',
    body: '{}',
    signal: giveUp.signal,
  })
  const refused = expect(asked).rejects.toThrow()
  await fake.calls.happened.next(
    one => one.api === 'open' && one.status === 0,
    5_000,
    () => 'open was not called',
  )
  giveUp.abort()
  await refused
})

test('upgrades are refused N times', async () => {
  const fake = await startFake()
  fake.faults.order('upgrade', fault.unavailable(), { times: 2 })
  fake.faults.order('upgrade', fault.reset())
  const url = await ticket(fake)
  expect([
    await refusedUpgrade(url),
    await refusedUpgrade(url),
    await refusedUpgrade(url),
    await refusedUpgrade(url),
  ]).toEqual([503, 503, 'ECONNRESET', 'open'])
  expect(fake.calls.of('upgrade')).toBe(4)
})

test('an upgrade that hangs, until the fake ends', async () => {
  const fake = await startFake()
  const order = fake.faults.order('upgrade', fault.hang())
  const arrived = fake.calls.arrived.next(
    api => api === 'upgrade',
    5_000,
    () => 'no upgrade came',
  )
  const refused = refusedUpgrade(await ticket(fake))
  await arrived
  await connect(fake)
  expect(order.hits).toBe(1)
  await fake.stop()
  expect(await refused).toBe('ECONNRESET')
  await fake.stop()
})

test('an outage cuts everything and refuses everyone, for its time', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.stream.outage(30_000)
  expect(await client.closed).toBe(1006)
  await expect(openGateway(fake)).rejects.toThrow()
  await expect(call(fake, 'POST', '/v1.0/oauth2/accessToken', {})).rejects.toThrow()
  fake.clock.advance(30_000)
  expect((await openGateway(fake)).status).toBe(200)
})

test('what a test cannot mean is said at once', async () => {
  const fake = await startFake()
  expect(() => fake.stream.disconnect()).toThrow(/no live connection/)
  expect(() => fake.say('nobody', '在吗')).toThrow(/people.add/)
  await expect(fake.stream.connected(1, 10)).rejects.toThrow(/0 of 1 connections/)
  await connect(fake)
  await expect(fake.stream.disconnected(10)).rejects.toThrow(/1 connections are left/)
  fake.say('sample-01', '在吗')
  await expect(fake.stream.settled(10)).rejects.toThrow(/1 pushes wait for an ack/)
})
