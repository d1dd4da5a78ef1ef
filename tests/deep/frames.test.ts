import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFrame, checkDecoded } from '../channels/dingtalk/any-frame.ts'
import { expectStillThere, runFrames } from '../channels/dingtalk/raw-frames.ts'

test('a hundred thousand frames into the decoder', () => {
  const context = { robotCode: 'ding', now: 0, trusts: (url: string) => url.startsWith('https://') }
  fc.assert(
    fc.property(anyFrame, frame => checkDecoded(frame, context)),
    { numRuns: 100_000 },
  )
})

test('a hundred thousand frames over the line', async () => {
  const bot = await runFrames(7, 100_000)
  expect(bot.channel.health().dropped).toBeGreaterThan(1_000)
  await expectStillThere(bot)
})
