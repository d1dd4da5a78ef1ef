import { describe, expect, it } from 'vitest'
import { walk } from '../dialogues/harness/walk.ts'

/** A million turns; a breach names its seed, so that it can be walked again. */
describe('a long random walk', () => {
  for (let seed = 1; seed <= 20; seed++) {
    it(`keeps every promise for 50,000 turns (seed ${1_000 + seed})`, () => {
      expect(walk(1_000 + seed, 50_000).turns).toBeGreaterThanOrEqual(50_000)
    })
  }
})
