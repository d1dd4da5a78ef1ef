import { describe, expect, test } from 'vitest'
import { mayUrge } from '../../../src/care/hardship/rules.ts'
import { workdaysLater } from '../../../src/kernel/calendar.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()

// “5个工作日内回你”; rest days, holidays and made-up workdays by the State Council's calendar of 2026.
describe('so many workdays later', () => {
  test.each([
    ['over a weekend', '2026-11-23', 5, '2026-11-30'],
    ['from a Friday', '2026-11-27', 1, '2026-11-30'],
    ['over National Day, with a worked Saturday', '2026-09-30', 3, '2026-10-10'],
    ['a worked Sunday counts', '2026-09-18', 1, '2026-09-20'],
  ])('%s', (_, date, days, expected) => expect(workdaysLater(calendar, date, days)).toBe(expected))
})

test('“急” is passed on once a day', () => {
  expect(mayUrge([], '2026-11-23')).toBe(true)
  expect(mayUrge(['2026-11-22'], '2026-11-23')).toBe(true)
  expect(mayUrge(['2026-11-22', '2026-11-23'], '2026-11-23')).toBe(false)
})
