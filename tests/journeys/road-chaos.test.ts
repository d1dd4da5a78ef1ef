import { expect, test } from 'vitest'
import { checkCalm } from '../support/after-chaos.ts'
import { runChaos } from '../support/chaos.ts'
import { TROUBLES } from '../support/trouble.ts'

/** Wall time, ms: a busy machine may take its time; nothing here is about speed. */
const SLOWEST = 240_000

test(
  'every kind of trouble once, while people talk: nothing is lost, nothing is done twice',
  async () => {
    const chaos = await runChaos(1, Object.keys(TROUBLES).length)
    expect(new Set(chaos.troubles).size).toBe(Object.keys(TROUBLES).length)
    expect(chaos.chatter.numbers.length).toBeGreaterThan(8)
    await checkCalm(chaos)
  },
  SLOWEST,
)
