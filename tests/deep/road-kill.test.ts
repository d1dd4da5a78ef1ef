import { expect, test } from 'vitest'
import { checkBooks } from '../support/books.ts'
import { runKills } from '../support/kills.ts'

test.each([101, 102, 103, 104])(
  'twenty-five kills (seed %i) lose nothing and do nothing twice',
  async seed => {
    const aftermath = await runKills(seed, 25)
    expect(aftermath.doings.handedIn.length).toBeGreaterThan(25)
    await checkBooks(aftermath)
  },
)
