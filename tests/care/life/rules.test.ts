import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueOn, endedBy } from '../../../src/care/life/rules.ts'
import { addDays } from '../../../src/kernel/half-day.ts'

test('it goes on the first of the month after its days, and on the day itself where that is a first', () => {
  expect(dueOn({ ended: '2026-11-24', until: null }, 365)).toBe('2027-12-01')
  expect(dueOn({ ended: '2026-11-01', until: null }, 30)).toBe('2026-12-01')
  expect(dueOn({ ended: '2026-12-02', until: null }, 30)).toBe('2027-01-01')
})

test('put off it goes on that day, never earlier than its own', () => {
  expect(dueOn({ ended: '2026-11-24', until: '2028-01-09' }, 365)).toBe('2028-01-09')
  expect(dueOn({ ended: '2026-11-24', until: '2027-01-09' }, 365)).toBe('2027-12-01')
})

test('what is looked for by its end is exactly what is due', () => {
  const date = fc.integer({ min: 0, max: 4_000 }).map(n => addDays('2024-01-01', n))
  fc.assert(
    fc.property(date, date, fc.integer({ min: 30, max: 2_000 }), (ended, today, days) => {
      expect(ended <= endedBy(today, days)).toBe(dueOn({ ended, until: null }, days) <= today)
    }),
  )
})
