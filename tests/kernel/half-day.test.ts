import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/kernel/half-day.ts'

test('days are added as the calendar adds them, over months, years and leap days', () => {
  const date = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
    .map(at => at.toISOString().slice(0, 10))
  fc.assert(
    fc.property(date, fc.integer({ min: -800, max: 800 }), (from, days) => {
      expect(addDays(from, days)).toBe(Temporal.PlainDate.from(from).add({ days }).toString())
    }),
  )
})
