import { expect, test } from 'vitest'
import { campaignState } from '../../src/console/campaigns/campaign-state.ts'

const noon = (day: string) => Date.parse(`${day}T12:00`)

test.each([
  ['2026-11-29', false, '未开始'],
  ['2026-11-30', false, '进行中'],
  ['2026-12-01', false, '进行中'],
  ['2026-11-29', true, '结束了'],
])('a check that begins on November 30 is on %s, closed %s, called %s', (day, closed, word) => {
  expect(campaignState({ from: '2026-11-30', closed }, noon(day))).toBe(word)
})
