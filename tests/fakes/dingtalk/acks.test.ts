import { expect, test } from 'vitest'
import { readAck } from './acks.ts'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import type { Json } from './json.ts'
import { ackOf, connect, headersOf, type RawClient, startFake } from './test-client.ts'

/** Sends a frame to the fake and waits until it has looked at it. */
async function answer(fake: FakeDingTalk, client: RawClient, raw: string | Buffer): Promise<void> {
  const heard = new Promise(resolve => fake.stream.onFrame(resolve))
  client.ws.send(raw)
  await heard
}

function changed(frame: Json, change: Json): string {
  return JSON.stringify({ ...JSON.parse(ackOf(frame)), ...change })
}

test('an exact ack settles the push', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const { push, msgId } = fake.say('sample-01', '在吗')
  expect(fake.unacked()).toEqual([push])
  client.ack(await client.next())
  expect((await fake.stream.acked(msgId)).state).toBe('acked')
  expect(fake.unacked()).toEqual([])
  expect(fake.ackLatency().count).toBe(1)
  fake.assertClean()
})

test.each([
  ['no JSON', () => 'OK', /no JSON object/],
  ['no headers', (frame: Json) => changed(frame, { headers: undefined }), /headers is no object/],
  [
    'messageId a number',
    (frame: Json) => changed(frame, { headers: { messageId: 1 } }),
    /messageId is no string/,
  ],
  ['code a text', (frame: Json) => changed(frame, { code: '200' }), /code is "200"/],
  ['code unheard of', (frame: Json) => changed(frame, { code: 201 }), /code is 201/],
  [
    'no contentType',
    (frame: Json) => changed(frame, { headers: { messageId: headersOf(frame)['messageId'] } }),
    /contentType/,
  ],
  ['no message', (frame: Json) => changed(frame, { message: undefined }), /message is no string/],
  ['data an object', (frame: Json) => changed(frame, { data: { response: null } }), /data is no string/],
  ['data no JSON', (frame: Json) => changed(frame, { data: 'OK' }), /data is no JSON object/],
])('a malformed ack is a violation and settles nothing: %s', async (_, make, detail) => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.say('sample-01', '在吗')
  await answer(fake, client, make(await client.next()))
  expect(fake.violations()).toMatchObject([{ kind: 'ack-malformed', detail: expect.stringMatching(detail) }])
  expect(fake.unacked()).toHaveLength(1)
  expect(() => fake.assertClean()).toThrow(/ack-malformed.*\n.*unacked/)
})

test('a binary ack is a violation', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.say('sample-01', '在吗')
  await answer(fake, client, Buffer.from(ackOf(await client.next())))
  expect(fake.violations()).toMatchObject([{ kind: 'ack-binary' }])
})

test('an ack for nothing, and one too many, are violations', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  await answer(fake, client, ackOf({ headers: { messageId: 'made-up' } }))
  fake.say('sample-01', '在吗')
  const frame = await client.next()
  await answer(fake, client, ackOf(frame))
  await answer(fake, client, ackOf(frame))
  expect(fake.violations().map(one => one.kind)).toEqual(['ack-unknown', 'ack-twice'])
})

test('an ack over another connection is a violation, and not taken unless the test says so', async () => {
  for (const foreignAcks of [false, true]) {
    const fake = await startFake({ foreignAcks })
    const first = await connect(fake)
    const { push } = fake.say('sample-01', '在吗')
    const frame = await first.next()
    const second = await connect(fake)
    await answer(fake, second, ackOf(frame))
    expect(fake.violations()).toMatchObject([{ kind: 'ack-foreign' }])
    expect(push.state).toBe(foreignAcks ? 'acked' : 'sent')
  }
})

test('an ack after three seconds is late', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const { msgId } = fake.say('sample-01', '在吗')
  const frame = await client.next()
  fake.clock.advance(3_001)
  client.ack(frame)
  const push = await fake.stream.acked(msgId)
  expect(push.ackMs).toBeGreaterThan(3_000)
  expect(fake.violations()).toMatchObject([{ kind: 'ack-late', detail: expect.stringContaining(msgId) }])
})

test('a ping must come back with its opaque', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const pinged = fake.stream.ping()
  client.ack(await client.next(), { opaque: 'another' })
  await pinged
  expect(fake.violations()).toMatchObject([{ kind: 'ack-wrong', detail: expect.stringContaining('opaque') }])
})

test('an event wants a status, a callback a response', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.event('user_add_org', { userId: ['sample-01'] })
  await answer(fake, client, ackOf(await client.next(), { answer: 'yes' }))
  fake.say('sample-01', '在吗')
  await answer(fake, client, ackOf(await client.next(), {}))
  expect(fake.violations().map(one => one.kind)).toEqual(['ack-wrong', 'ack-wrong'])
})

test('pings on a beat, as often as the option says', async () => {
  const fake = await startFake({ pingEveryMs: 20_000 })
  const client = await connect(fake)
  for (let beat = 0; beat < 3; beat++) {
    fake.clock.advance(20_000)
    const frame = await client.next()
    expect(headersOf(frame)['topic']).toBe('ping')
    await answer(fake, client, ackOf(frame, JSON.parse(String(frame['data']))))
  }
  fake.assertClean()
})

test('an error code may come with empty data, as from Go; 200 may not', () => {
  const ack = { headers: { contentType: 'application/json', messageId: 'a_1' }, message: 'ok', data: '' }
  expect(readAck(JSON.stringify({ ...ack, code: 500 }))).toMatchObject({ ack: { code: 500, data: {} } })
  expect(readAck(JSON.stringify({ ...ack, code: 200 }))).toMatchObject({
    messageId: 'a_1',
    wrong: /no JSON object/,
  })
})

test('readAck keeps what the client said', () => {
  const frame = { headers: { messageId: 'a_1' } }
  expect(readAck(ackOf(frame, { response: { a: 1 } }, 404))).toEqual({
    ack: { code: 404, messageId: 'a_1', message: 'OK', data: { response: { a: 1 } } },
  })
})
