import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  civil,
  dateExists,
  daysInMonth,
  epochDay,
  fromIso,
  isoDate,
  weekdayOf,
} from '../../../src/understanding/calendar/epoch-day.ts'

const day = fc.integer({ min: fromIso('1600-01-01'), max: fromIso('2400-12-31') })

describe('epoch days', () => {
  it('agree with Temporal', () => {
    fc.assert(
      fc.property(day, at => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: at })
        expect(isoDate(at)).toBe(date.toString())
        expect(weekdayOf(at)).toBe(date.dayOfWeek)
        expect(civil(at)).toEqual({ year: date.year, month: date.month, day: date.day })
        expect(daysInMonth(date.year, date.month)).toBe(date.daysInMonth)
        expect(fromIso(isoDate(at))).toBe(at)
        expect(epochDay(date.year, date.month, date.day)).toBe(at)
      }),
    )
  })

  it('add months as Temporal does', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (at, months) => {
        expect(isoDate(addMonths(at, months))).toBe(
          Temporal.PlainDate.from(isoDate(at)).add({ months }).toString(),
        )
      }),
    )
  })

  it('know which dates exist', () => {
    expect(dateExists(2028, 2, 29)).toBe(true)
    expect(dateExists(2026, 2, 29)).toBe(false)
    expect(dateExists(1900, 2, 29)).toBe(false)
    expect(dateExists(2026, 13, 1)).toBe(false)
    expect(dateExists(2026, 4, 31)).toBe(false)
    expect(dateExists(2026, 4, 0)).toBe(false)
  })
})
