import { expect, test } from 'vitest'
import type { Spoiled } from '../../fakes/dingtalk/index.ts'
import { fault } from '../../fakes/dingtalk/index.ts'
import { ackOf } from '../../fakes/dingtalk/test-client.ts'
import { type Bot, startBot } from './bot.ts'
import { expectStillThere, runFrames } from './raw-frames.ts'

/** It still listens, over the same connection. */
async function expectUnharmed(bot: Bot): Promise<void> {
  await bot.fake.stream.acked(bot.fake.say('sample-01', '还好吗').msgId)
  expect(bot.received).toHaveLength(1)
  expect(bot.fake.calls.of('open')).toBe(1)
  expect(bot.channel.health()).toMatchObject({ connected: true, losses: 0 })
}

test.each<Spoiled>(['malformed', 'binary', 'unknownType', 'missingData'])(
  'a %s frame does no harm',
  async how => {
    const bot = await startBot()
    bot.fake.stream.junk(how)
    await expectUnharmed(bot)
    expect(bot.channel.health().dropped).toBe(how === 'unknownType' ? 0 : 1)
    bot.fake.assertClean()
  },
)

test.each<Spoiled>(['malformed', 'binary', 'missingData', 'lost'])(
  'a message whose frame came %s is not acked, so that it comes again whole',
  async how => {
    const bot = await startBot({ fake: { redelivery: { everyMs: 16_000 } } })
    bot.fake.faults.order('push', fault.spoil(how))
    const { msgId } = bot.fake.say('sample-01', '听得到吗')
    await bot.fake.stream.ping()
    bot.fake.clock.advance(16_000)
    await bot.fake.stream.acked(msgId)
    expect(bot.received).toHaveLength(1)
    bot.fake.assertClean()
  },
)

test.each([
  ['nothing', ''],
  ['no object', '"text"'],
  ['null', 'null'],
  ['a list', '[1]'],
  ['no headers', '{"type":"CALLBACK","data":"{}"}'],
  ['no headers on a system frame', '{"type":"SYSTEM"}'],
  ['no headers on an event', '{"type":"EVENT","data":"{}"}'],
  ['a topic that is an error', '{"type":"CALLBACK","headers":{"topic":"error"},"data":"{}"}'],
  ['data that is no JSON', '{"type":"CALLBACK","headers":{"topic":"/v1.0/im/bot/messages/get"},"data":"{"}'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
])('a frame of %s does no harm', async (_, frame) => {
  const bot = await startBot()
  bot.fake.stream.push(frame)
  await expectUnharmed(bot)
})

test('a message of 64 KB is received', async () => {
  const bot = await startBot()
  const text = '长'.repeat(64 * 1024)
  await bot.fake.stream.acked(bot.fake.say('sample-01', text).msgId)
  expect(bot.received[0]?.said).toEqual({ type: 'text', text })
})

test('pings are answered with their opaque', async () => {
  const bot = await startBot()
  await bot.fake.stream.ping()
  bot.fake.assertClean()
})

test('greetings and system topics that nobody knows are taken as they come', async () => {
  const bot = await startBot({ fake: { greeting: 'registered' } })
  for (const topic of ['KEEPALIVE', 'CONNECTED', 'toString', '升级'])
    bot.fake.stream.push({ type: 'SYSTEM', headers: { topic, messageId: 'm' }, data: '{}' })
  await expectUnharmed(bot)
  bot.fake.assertClean()
})

test('an event that nobody asked for is acked with SUCCESS', async () => {
  const bot = await startBot()
  const answered = new Promise<string>(resolve => {
    bot.fake.stream.onFrame((_, frame) => resolve(frame.toString()))
  })
  const headers = { messageId: 'event-1', topic: '*', eventType: 'bpms_instance_change' }
  bot.fake.stream.push({ type: 'EVENT', headers, data: '{}' })
  expect(JSON.parse(await answered)).toEqual(JSON.parse(ackOf({ headers }, { status: 'SUCCESS' })))
  await expectUnharmed(bot)
})

test('a callback of a topic that nobody asked for is acked and goes nowhere', async () => {
  const bot = await startBot()
  const answered = new Promise<string>(resolve => {
    bot.fake.stream.onFrame((_, frame) => resolve(frame.toString()))
  })
  const headers = { messageId: 'card-1', topic: '/v1.0/card/instances/callback' }
  bot.fake.stream.push({ type: 'CALLBACK', headers, data: '{}' })
  expect(JSON.parse(await answered)).toEqual(JSON.parse(ackOf({ headers })))
  await expectUnharmed(bot)
})

test('after five hundred frames of all kinds it still listens, over the same connection', async () => {
  await expectStillThere(await runFrames(1, 500))
})
