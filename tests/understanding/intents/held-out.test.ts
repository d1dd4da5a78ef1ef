import { expect, it } from 'vitest'
import { scoreIntents } from '../../../bench/understand/intents.ts'

/** So that a change of the sentences in the flow files that harms what is recognised does not pass unseen. */
it('sentences that nobody trained with are recognised, and hardly any is taken for another with certainty', () => {
  const sets = [...scoreIntents(false)] as { lines: number; accuracy: number; confidentErrors: number }[]
  expect(sets.reduce((sum, set) => sum + set.lines, 0)).toBeGreaterThan(1000)
  for (const { accuracy, confidentErrors } of sets) {
    expect(accuracy).toBeGreaterThanOrEqual(95)
    expect(confidentErrors).toBeLessThanOrEqual(3)
  }
})
