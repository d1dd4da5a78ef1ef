import { expect, test } from 'vitest'
import { checkCalm } from '../support/after-chaos.ts'
import { runChaos } from '../support/chaos.ts'

test.each(Array.from({ length: 10 }, (_, n) => 201 + n))('sixty troubles (seed %i)', async seed => {
  const chaos = await runChaos(seed, 60)
  expect(chaos.chatter.numbers.length).toBeGreaterThan(40)
  await checkCalm(chaos)
})
