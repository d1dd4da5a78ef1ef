import { expect, it } from 'vitest'
import { scoreTime } from '../../../bench/understand/time.ts'

/** So that a word which helps one sentence and harms the batches of the bench does not pass unseen. */
it('what was read right in the batches of the bench is still read right', () => {
  const sets = [...scoreTime(false)] as { set: string; lines: number; exact: number }[]
  const lines = sets.reduce((sum, set) => sum + set.lines, 0)
  const right = sets.reduce((sum, set) => sum + (set.lines * set.exact) / 100, 0)
  expect(lines).toBeGreaterThan(5000)
  expect((100 * right) / lines).toBeGreaterThanOrEqual(98.5)
  for (const { exact } of sets) expect(exact).toBeGreaterThanOrEqual(89)
})
