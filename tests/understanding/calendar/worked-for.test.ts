import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../../src/kernel/calendar.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()

describe('days worked in exchange for a holiday', () => {
  const workedFor = (of: Calendar, year: number) =>
    Object.fromEntries(of.holidays(year).map(holiday => [holiday.name, of.workedFor(holiday)]))

  it('are those of its own festival, near as another may lie', () => {
    expect(workedFor(calendar, 2026)).toEqual({
      元旦: ['2026-01-04'],
      春节: ['2026-02-14', '2026-02-28'],
      清明: [],
      劳动节: ['2026-05-09'],
      端午: [],
      中秋: [],
      国庆: ['2026-09-20', '2026-10-10'],
    })
    expect(workedFor(calendar, 2010)).toMatchObject({
      中秋: ['2010-09-19', '2010-09-25'],
      国庆: ['2010-09-26', '2010-10-09'],
    })
  })

  it('are the same for two festivals in one run of days off', () => {
    const worked = ['2025-09-28', '2025-10-11']
    expect(workedFor(calendar, 2025)).toMatchObject({ 中秋: worked, 国庆: worked })
  })

  it('may lie in the year before', () => {
    expect(workedFor(calendar, 2019)).toMatchObject({ 元旦: ['2018-12-29'] })
  })

  it('are read from a notice brought in, and are none where there is no notice', () => {
    const days = [
      { name: '国庆节', date: '2027-09-26', off: false },
      { name: '国庆节', date: '2027-10-01', off: true },
      { name: '端午节', date: '2027-09-25', off: false },
    ]
    expect(workedFor(chineseCalendar({ years: [{ year: 2027, papers: [], days }] }), 2027)).toMatchObject({
      国庆: ['2027-09-26'],
    })
    expect(Object.values(workedFor(calendar, 2027)).flat()).toEqual([])
  })

  it('never are a weekend day that the unit itself has worked', () => {
    const overrides = [{ date: '2026-09-19', off: false, author: 'hr', reason: '防汛' }]
    expect(workedFor(chineseCalendar({ overrides }), 2026)['国庆']).toEqual(['2026-09-20', '2026-10-10'])
  })
})
