import fc from 'fast-check'
import { expect } from 'vitest'
import { anyFrame } from './any-frame.ts'
import { type Bot, startBot } from './bot.ts'

const TOPICS = ['/v1.0/im/bot/messages/get', 'ping', 'CONNECTED', 'KEEPALIVE', '*', 'error', 'toString', '']

/** Frames as they travel: JSON of all kinds, JSON that was cut, text and bytes that are none. */
const rawFrame: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc
    .record({
      type: fc.oneof(fc.constantFrom('SYSTEM', 'EVENT', 'CALLBACK'), fc.anything()),
      headers: fc.oneof(
        fc.record({ topic: fc.constantFrom(...TOPICS), messageId: fc.string() }),
        fc.record({ topic: fc.constantFrom(...TOPICS), messageId: fc.jsonValue(), time: fc.jsonValue() }),
        fc.jsonValue(),
      ),
      data: fc.oneof(fc.json(), fc.string(), fc.jsonValue()),
    })
    .map(asText),
  anyFrame.map(asText),
  fc
    .tuple(fc.json(), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, at]) => text.slice(0, at * text.length)),
  fc.string(),
  fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
)

/** Sends so many frames, drawn by the seed, over one connection of the real SDK to the channel. */
export async function runFrames(seed: number, count: number): Promise<Bot> {
  const bot = await startBot()
  const frames = fc.sample(rawFrame, { seed, numRuns: count })
  for (const [n, frame] of frames.entries()) {
    bot.fake.stream.push(frame)
    // Now and then everything so far is waited for: a ping behind it is answered.
    if (n % 500 === 499) await bot.fake.stream.ping(undefined, 60_000)
  }
  return bot
}

/** It listens, over the connection it had from the beginning. */
export async function expectStillThere(bot: Bot): Promise<void> {
  const text = '还在吗'
  await bot.fake.stream.acked(bot.fake.say('sample-01', text).msgId, 60_000)
  expect(bot.received.at(-1)?.said).toEqual({ type: 'text', text })
  expect(bot.fake.calls.of('open')).toBe(1)
  expect(bot.channel.health()).toMatchObject({ connected: true, losses: 0, refused: 0 })
}

/** What JSON cannot carry is left out. */
function asText(value: unknown): string {
  try {
    return JSON.stringify(value, (_, held) => (typeof held === 'bigint' ? String(held) : held)) ?? ''
  } catch {
    return ''
  }
}
