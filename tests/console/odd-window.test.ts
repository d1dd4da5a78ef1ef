import { expect, test } from 'vitest'
import { oddOf } from '../../src/console/campaigns/odd-window.ts'

const NOW = Date.UTC(2026, 10, 23, 1)

test.each([
  ['2026-11-30', '2026-12-25', null],
  ['2026-11-30', '2027-01-30', null],
  ['2026-11-30', '2027-03-09', '前后一共100天'],
  ['2027-11-30', '2027-12-25', '372天以后才开始'],
])('%s to %s: %s', (from, to, words) => {
  expect(oddOf({ from, to }, NOW)).toBe(words)
})
