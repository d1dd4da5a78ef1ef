import { expect, test } from 'vitest'
import { LARGEST_FILE } from '../../../src/channels/dingtalk/files.ts'
import { Fault } from '../../../src/kernel/faults.ts'
import { fault, picture } from '../../fakes/dingtalk/index.ts'
import { type Bot, startBot } from './bot.ts'

async function sentPicture(bot: Bot, bytes = new Uint8Array([1, 2, 3])): Promise<string> {
  await bot.fake.stream.acked(bot.fake.say('sample-01', picture(bytes)).msgId)
  const said = bot.received.at(-1)?.said
  return said?.type === 'files' ? (said.files[0]?.ref ?? '') : ''
}

async function refusal(promise: Promise<unknown>): Promise<Fault> {
  const error = await promise.catch((reason: unknown) => reason)
  if (!(error instanceof Fault)) throw new Error('it was not refused')
  expect(error.code).toBe('PLATFORM_REFUSED')
  return error
}

test('a code that has expired is refused, with DingTalk’s reason', async () => {
  const bot = await startBot()
  const ref = await sentPicture(bot)
  bot.fake.files.expire()
  const { message } = await refusal(bot.channel.fetch(ref))
  expect(message).toContain('invalidParameter.robotCode.downloadCode')
  expect(message).not.toContain(ref)
})

test('a file that is too large is refused, not fetched', async () => {
  const bot = await startBot()
  const ref = await sentPicture(bot, new Uint8Array(LARGEST_FILE + 1))
  const { message } = await refusal(bot.channel.fetch(ref))
  expect(message).toContain('TOO_LARGE')
  expect(bot.fake.calls.of('fetchFile')).toBe(1)
})

test('a file of the largest size is fetched whole', async () => {
  const bot = await startBot()
  const bytes = new Uint8Array(2_000_000).map((_, n) => n % 251)
  expect(Buffer.compare(await bot.channel.fetch(await sentPicture(bot, bytes)), bytes)).toBe(0)
})

test.each([
  ['messageFile', fault.qps()],
  ['messageFile', fault.unavailable()],
  ['fetchFile', fault.reset()],
  ['fetchFile', fault.unavailable()],
] as const)('a failure of %s that passes is tried again', async (api, trouble) => {
  const bot = await startBot()
  const ref = await sentPicture(bot)
  bot.fake.faults.order(api, trouble)
  const fetching = bot.channel.fetch(ref)
  await bot.waits(1_000)
  bot.pass(1_000)
  expect(new Uint8Array(await fetching)).toEqual(new Uint8Array([1, 2, 3]))
  expect(bot.fake.calls.of(api)).toBe(2)
})
