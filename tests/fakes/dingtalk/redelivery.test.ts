import { expect, test } from 'vitest'
import { ackOf, connect, dataOf, headersOf, startFake } from './test-client.ts'

const messageId = (frame: Record<string, unknown>) => headersOf(frame)['messageId']

test('off: an unacked push stays unacked and never comes again', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const { push } = fake.say('sample-01', '在吗')
  await client.next()
  fake.clock.advance(600_000)
  expect(push).toMatchObject({ deliveries: 1, state: 'sent' })
  expect(client.waiting()).toBe(0)
})

test.each([3_000, 16_000, 60_000])('after %d ms: same msgId, new messageId', async everyMs => {
  const fake = await startFake({ redelivery: { everyMs } })
  const client = await connect(fake)
  const { msgId, push } = fake.say('sample-01', '在吗')
  const first = await client.next()
  fake.clock.advance(everyMs / 2)
  expect(push.deliveries).toBe(1)
  fake.clock.advance(everyMs / 2)
  const second = await client.next()
  expect(push.deliveries).toBe(2)
  expect(messageId(second)).not.toBe(messageId(first))
  expect(dataOf(second)).toEqual(dataOf(first))
  client.ack(second)
  await fake.stream.acked(msgId)
  fake.clock.advance(everyMs * 3)
  expect(push.deliveries).toBe(2)
})

test('same: the messageId comes again as well, and each delivery may be acked once', async () => {
  const fake = await startFake({ redelivery: { everyMs: 3_000, messageId: 'same' } })
  const client = await connect(fake)
  const { msgId } = fake.say('sample-01', '在吗')
  const first = await client.next()
  fake.clock.advance(2_999)
  fake.clock.advance(1)
  const second = await client.next()
  expect(messageId(second)).toBe(messageId(first))
  client.ack(first)
  client.ack(second)
  await fake.stream.acked(msgId)
  const third = new Promise(resolve => fake.stream.onFrame(resolve))
  client.ack(second)
  await third
  expect(fake.violations().map(one => one.kind)).toContain('ack-twice')
})

test('mixed: both kinds are drawn', async () => {
  const fake = await startFake({ redelivery: { everyMs: 1_000, messageId: 'mixed', deliveries: 20 } })
  const client = await connect(fake)
  fake.say('sample-01', '在吗')
  fake.clock.advance(19_000)
  const ids: unknown[] = []
  for (let n = 0; n < 20; n++) ids.push(messageId(await client.next()))
  expect(new Set(ids).size).toBeGreaterThan(2)
  expect(new Set(ids).size).toBeLessThan(20)
})

test('a redelivery may come over another connection', async () => {
  const fake = await startFake({ redelivery: { everyMs: 3_000 } })
  const first = await connect(fake)
  const { msgId } = fake.say('sample-01', '在吗')
  await first.next()
  fake.stream.disconnect()
  await first.next()
  const second = await connect(fake)
  fake.clock.advance(3_000)
  const frame = await second.next()
  expect(dataOf(frame)['msgId']).toBe(msgId)
  second.ack(frame)
  await fake.stream.settled()
  fake.assertClean()
})

test('after so many deliveries a push is given up', async () => {
  const fake = await startFake({ redelivery: { everyMs: 3_000, deliveries: 3 } })
  await connect(fake)
  const { push } = fake.say('sample-01', '在吗')
  fake.clock.advance(8_999)
  expect(push).toMatchObject({ deliveries: 3, state: 'sent' })
  fake.clock.advance(3_000)
  expect(push).toMatchObject({ deliveries: 3, state: 'lost' })
  expect(() => fake.assertClean()).toThrow(/lost/)
})

test('with nobody connected a push waits for the next turn, or is lost at once', async () => {
  const fake = await startFake({ redelivery: { everyMs: 3_000, deliveries: 2 } })
  const { push, msgId } = fake.say('sample-01', '在吗')
  fake.clock.advance(30_000)
  expect(push).toMatchObject({ deliveries: 0, state: 'waiting' })
  const client = await connect(fake)
  fake.clock.advance(3_000)
  expect((await client.nextData())['msgId']).toBe(msgId)

  fake.stream.redeliver('off')
  client.ws.terminate()
  await fake.stream.disconnected()
  expect(fake.say('sample-01', '还在吗').push.state).toBe('lost')
})

test('an ack with an error code brings the message again, LATER an event even when redelivery is off', async () => {
  const fake = await startFake({ redelivery: { everyMs: 16_000 } })
  const client = await connect(fake)
  const { push } = fake.say('sample-01', '在吗')
  let heard = new Promise(resolve => fake.stream.onFrame(resolve))
  client.ack(await client.next(), { response: null }, 500)
  await heard
  fake.clock.advance(16_000)
  client.ack(await client.next())
  await fake.stream.settled()
  expect(push.deliveries).toBe(2)

  fake.stream.redeliver('off')
  const eventId = fake.event('check_in', {})
  const frame = await client.next()
  heard = new Promise(resolve => fake.stream.onFrame(resolve))
  client.ack(frame, { status: 'LATER', message: 'busy' })
  await heard
  fake.clock.advance(3_000)
  const again = await client.next()
  expect(headersOf(again)).toMatchObject({ eventId, eventType: 'check_in' })
  client.ack(again, { status: 'SUCCESS' })
  await fake.stream.settled()
  fake.assertClean()
})

test('the mode can be changed while pushes are out', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  fake.say('sample-01', '在吗')
  await client.next()
  fake.stream.redeliver({ everyMs: 60_000 })
  fake.clock.advance(60_000)
  client.ack(await client.next())
  await fake.stream.settled()
})

test('speed makes a minute pass in moments', async () => {
  const fake = await startFake({ speed: 60_000, redelivery: { everyMs: 60_000 } })
  const client = await connect(fake)
  const { msgId } = fake.say('sample-01', '在吗')
  await client.next()
  const again = await client.next()
  expect(dataOf(again)['msgId']).toBe(msgId)
})

test('a duplicate is the same message once more, acked or not', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const { msgId } = fake.say('sample-01', '在吗')
  const first = await client.next()
  client.ack(first)
  await fake.stream.acked(msgId)
  fake.stream.duplicate(msgId)
  const second = await client.next()
  expect(messageId(second)).not.toBe(messageId(first))
  fake.stream.duplicate(msgId, 'same')
  const third = await client.next()
  expect(messageId(third)).toBe(messageId(second))
  expect([second, third].map(one => dataOf(one)['msgId'])).toEqual([msgId, msgId])
  for (const frame of [second, third]) {
    const heard = new Promise(resolve => fake.stream.onFrame(resolve))
    client.ws.send(ackOf(frame))
    await heard
  }
  fake.assertClean()
  expect(() => fake.stream.duplicate('never said')).toThrow(/nothing was said/)
})

test('reorder delivers backwards, or as the seed draws', async () => {
  const fake = await startFake({ seed: 3 })
  const client = await connect(fake)
  const texts = async (count: number) => {
    const got: unknown[] = []
    for (let n = 0; n < count; n++) got.push((await client.nextData())['text'])
    return got.map(text => JSON.stringify(text))
  }
  const speak = () => {
    for (const words of ['一', '二', '三', '四', '五']) fake.say('sample-01', words)
  }
  const order = ['一', '二', '三', '四', '五'].map(content => JSON.stringify({ content }))
  fake.stream.reorder('reversed', speak)
  expect(await texts(5)).toEqual(order.toReversed())
  fake.stream.reorder('shuffled', speak)
  const shuffled = await texts(5)
  expect(shuffled).not.toEqual(order)
  expect(shuffled.toSorted()).toEqual(order.toSorted())
})
