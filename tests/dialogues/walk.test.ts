import { describe, expect, it } from 'vitest'
import { walk } from './harness/walk.ts'

/** Hand-written cases show what was thought of; random people show the rest. */
describe('a random walk', () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`keeps every promise for 5,000 turns (seed ${seed})`, () => {
      const { turns, messages, effects } = walk(seed, 5_000)
      expect(turns).toBeGreaterThanOrEqual(5_000)
      // It went somewhere: most turns were answered, and forms were handed in.
      expect(messages).toBeGreaterThan(turns / 2)
      expect(effects).toBeGreaterThan(50)
    })
  }
})
