import { expect, test } from 'vitest'
import { checkBooks } from '../support/books.ts'
import { runKills } from '../support/kills.ts'

/** Wall time, ms: a busy machine may take its time; nothing here is about speed. */
const SLOWEST = 240_000

test(
  'killed ten times in the middle of its work, it has lost nothing and done nothing twice',
  async () => {
    const aftermath = await runKills(1, 10)
    expect(aftermath.doings.handedIn.length).toBeGreaterThan(10)
    await checkBooks(aftermath)
  },
  SLOWEST,
)
