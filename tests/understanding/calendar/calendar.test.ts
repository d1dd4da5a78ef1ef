import { describe, expect, it } from 'vitest'
import { isPublished, isWorkday } from '../../../src/kernel/calendar.ts'
import { chineseCalendar, importYear } from '../../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()

const periods = (year: number) => calendar.holidays(year).map(({ name, from, to }) => `${name} ${from} ${to}`)

describe('published years', () => {
  it('holds the notice of 2026', () => {
    expect(periods(2026)).toEqual([
      '元旦 2026-01-01 2026-01-03',
      '春节 2026-02-15 2026-02-23',
      '清明 2026-04-04 2026-04-06',
      '劳动节 2026-05-01 2026-05-05',
      '端午 2026-06-19 2026-06-21',
      '中秋 2026-09-25 2026-09-27',
      '国庆 2026-10-01 2026-10-07',
    ])
    expect(calendar.holidays(2026).some(({ provisional }) => provisional)).toBe(false)
  })

  it('gives 中秋 the closure of 国庆 where they fall together', () => {
    expect(periods(2025)).toContain('国庆 2025-10-01 2025-10-08')
    expect(periods(2025)).toContain('中秋 2025-10-01 2025-10-08')
  })

  it('lets a holiday of January begin in December', () => {
    expect(periods(2023)).toContain('元旦 2022-12-31 2023-01-02')
  })

  it('lists the years it knows, ascending and without gaps', () => {
    const [first = 0] = calendar.publishedYears
    expect(calendar.publishedYears).toEqual(calendar.publishedYears.map((_, i) => first + i))
    expect(isPublished(calendar, '2026-03-01')).toBe(true)
    expect(isPublished(calendar, '2027-03-01')).toBe(false)
  })

  it.each([
    ['2026-02-13', 'workday'],
    ['2026-02-14', 'makeup'],
    ['2026-02-15', 'weekend'],
    ['2026-02-16', 'statutory'],
    ['2026-02-19', 'statutory'],
    ['2026-02-20', 'rest'],
    ['2026-02-21', 'weekend'],
    ['2026-02-28', 'makeup'],
    ['2026-05-02', 'statutory'],
    ['2026-05-04', 'rest'],
    ['2026-05-09', 'makeup'],
    ['2026-09-20', 'makeup'],
    ['2026-10-03', 'statutory'],
    ['2026-10-05', 'rest'],
    ['2026-10-08', 'workday'],
    ['2026-10-10', 'makeup'],
    ['2026-10-11', 'weekend'],
  ])('%s is %s', (date, kind) => {
    expect(calendar.kindOf(date)).toBe(kind)
  })

  it('has 248 days in 2026 that the law makes workdays, moved or not', () => {
    const days = Array.from({ length: 365 }, (_, i) =>
      Temporal.PlainDate.from('2026-01-01').add({ days: i }).toString(),
    )
    expect(days.filter(day => isWorkday(calendar, day))).toHaveLength(248)
    expect(days.filter(day => calendar.kindOf(day) === 'statutory')).toHaveLength(13)
  })
})

describe('a year without a notice', () => {
  it('has its statutory days by rule, marked provisional', () => {
    expect(periods(2027)).toEqual([
      '元旦 2027-01-01 2027-01-01',
      '春节 2027-02-05 2027-02-08',
      '清明 2027-04-05 2027-04-05',
      '劳动节 2027-05-01 2027-05-02',
      '端午 2027-06-09 2027-06-09',
      '中秋 2027-09-15 2027-09-15',
      '国庆 2027-10-01 2027-10-03',
    ])
    expect(calendar.holidays(2027).every(({ provisional }) => provisional)).toBe(true)
  })

  it('has 中秋 inside 国庆 in 2028', () => {
    expect(periods(2028)).toContain('中秋 2028-10-03 2028-10-03')
  })

  it('never invents a make-up workday', () => {
    for (let day = Temporal.PlainDate.from('2027-01-01'); day.year < 2030; day = day.add({ days: 1 })) {
      expect(['makeup', 'rest']).not.toContain(calendar.kindOf(day.toString()))
    }
  })

  it('is not taken for ordinary days, as libraries do', () => {
    expect(calendar.kindOf('2027-10-01')).toBe('statutory')
    expect(calendar.kindOf('2027-02-08')).toBe('statutory')
  })
})

describe('the rule against the notices', () => {
  it.each([2025, 2026])('%i: every statutory day is off', year => {
    for (const { from, to } of chineseCalendar().holidays(year)) {
      for (let day = Temporal.PlainDate.from(from); day.toString() <= to; day = day.add({ days: 1 })) {
        expect(isWorkday(calendar, day.toString())).toBe(false)
      }
    }
  })
})

describe('importing a year', () => {
  const json = {
    year: 2027,
    papers: ['https://example.org/notice'],
    days: [
      { name: '元旦', date: '2026-12-31', isOffDay: true },
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: '元旦', date: '2027-01-02', isOffDay: true },
      { name: '元旦', date: '2027-01-03', isOffDay: false },
    ],
  }

  it('publishes it without a release', () => {
    const imported = importYear(json)
    if (!imported.ok) throw new Error(imported.problem)
    const later = chineseCalendar({ years: [imported.year] })
    expect(later.publishedYears).toContain(2027)
    expect(later.holidays(2027)[0]).toEqual({
      name: '元旦',
      from: '2026-12-31',
      to: '2027-01-02',
      provisional: false,
    })
    expect(later.kindOf('2026-12-31')).toBe('rest')
    expect(later.kindOf('2027-01-03')).toBe('makeup')
    expect(calendar.kindOf('2027-01-03')).toBe('weekend')
  })

  it.each([
    [null, 'shape'],
    [{ year: 2027 }, 'shape'],
    [{ year: 2027, papers: [], days: [] }, 'empty'],
    [{ year: 2027, days: ['2027-01-01'] }, 'shape'],
    [{ year: 2027, days: [{ name: '元旦', date: '2027-01-01' }] }, 'shape'],
    [{ year: 2027, days: [{ name: '元旦', date: '2027-02-30', isOffDay: true }] }, 'date'],
    [{ year: 2027, days: [{ name: '元旦', date: '2028-01-01', isOffDay: true }] }, 'year'],
    [{ year: 2027, days: [json.days[1], json.days[1]] }, 'duplicate'],
  ])('refuses %j: %s', (bad, problem) => {
    expect(importYear(bad)).toMatchObject({ ok: false, problem })
  })
})

describe('local days', () => {
  const typhoon = chineseCalendar({
    overrides: [
      { date: '2026-09-14', off: true, author: 'zhang', reason: '台风停工' },
      { date: '2026-09-19', off: false, author: 'zhang', reason: '补台风停工' },
      { date: '2026-10-10', off: true, author: 'zhang', reason: '不补班' },
    ],
  })

  it('win over every notice', () => {
    expect(typhoon.kindOf('2026-09-14')).toBe('rest')
    expect(typhoon.kindOf('2026-09-19')).toBe('makeup')
    expect(typhoon.kindOf('2026-10-10')).toBe('weekend')
    expect(typhoon.kindOf('2026-09-15')).toBe('workday')
  })
})

describe('the lunar calendar', () => {
  // 正月初一 as announced or long known, the years that ICU gets wrong (2027, 2030) among them.
  it.each([
    [2012, '2012-01-23'],
    [2018, '2018-02-16'],
    [2020, '2020-01-25'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
    [2030, '2030-02-03'],
  ])('%i begins on %s', (year, date) => {
    expect(calendar.fromLunar(year, 1, 1)).toBe(date)
    expect(calendar.lunarOf(date)).toEqual({ year, month: 1, day: 1, leap: false })
  })

  it('knows leap months and days that do not exist', () => {
    expect(calendar.lunarOf('2025-08-01')).toEqual({ year: 2025, month: 6, day: 8, leap: true })
    expect(calendar.fromLunar(2025, 12, 30)).toBeNull()
    expect(calendar.fromLunar(2026, 2, 30)).toBeNull()
    expect(calendar.fromLunar(2026, 13, 1)).toBeNull()
    expect(calendar.fromLunar(1700, 1, 1)).toBeNull()
    expect(calendar.lunarOf('1700-01-01').month).toBe(0)
  })

  it('goes there and back for every day of a hundred years', () => {
    let before = ''
    for (let day = Temporal.PlainDate.from('1980-01-01'); day.year < 2080; day = day.add({ days: 1 })) {
      const date = day.toString()
      const { year, month, day: lunarDay, leap } = calendar.lunarOf(date)
      if (!leap) expect(calendar.fromLunar(year, month, lunarDay)).toBe(date)
      const stamp = `${year}-${month}-${leap}-${lunarDay}`
      expect(stamp).not.toBe(before)
      before = stamp
    }
  })
})

describe('solar terms', () => {
  it.each([
    ['立春', 2026, '2026-02-04'],
    ['清明', 2026, '2026-04-05'],
    ['清明', 2027, '2027-04-05'],
    ['夏至', 2026, '2026-06-21'],
    ['冬至', 2025, '2025-12-21'],
    ['冬至', 2026, '2026-12-22'],
  ])('%s of %i is %s', (name, year, date) => {
    expect(calendar.solarTerm(name, year)).toBe(date)
  })

  it('knows no other name', () => {
    expect(calendar.solarTerm('端午', 2026)).toBeNull()
  })
})
