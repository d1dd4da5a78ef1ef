import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  absenceMark,
  homeVisitDays,
  type LeaveTable,
  leastSickPay,
  longestRun,
  maternityDays,
  miscarriageDays,
  nursingHours,
  overtimeForbidden,
  owesProof,
  proofDue,
  risesIn,
  sickPayPercent,
  unusedLeavePay,
} from '../../../src/care/leave/rules.ts'
import { HOME } from '../../../src/data.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const table = parse(readFileSync(join(HOME, 'flows', 'policy', 'leave.yaml'), 'utf8')) as LeaveTable
const calendar = chineseCalendar()

test('连续 (公务员法 art. 88(5)): rest days break no run, leave between does, and the longest counts', () => {
  const week = ['2026-11-26a', '2026-11-26p', '2026-11-27a', '2026-11-27p', '2026-11-30a'] as const
  const later = ['2026-12-02a', '2026-12-02p'] as const
  expect(longestRun(calendar, week)).toEqual(week)
  expect(longestRun(calendar, [...week, ...later])).toEqual(week)
  expect(longestRun(calendar, ['2026-11-25a', ...week])).toEqual(week)
  expect(longestRun(calendar, [])).toEqual([])
})

describe('产假: 女职工劳动保护特别规定 art. 7, 浙江省人口与计划生育条例 art. 22', () => {
  test.each([
    ['a first child', { child: 1 }, 158],
    ['a second child', { child: 2 }, 188],
    ['a third child', { child: 3 }, 188],
    ['a difficult birth', { child: 1, difficult: true }, 173],
    ['twins', { child: 1, babies: 2 }, 173],
    ['triplets after a difficult birth, the second time', { child: 2, difficult: true, babies: 3 }, 233],
  ])('%s', (_, about, days) => {
    expect(maternityDays(table, about)).toBe(days)
  })

  test.each([
    [1, 15],
    [3, 15],
    [4, 42],
    [7, 42],
  ])('after %d months of pregnancy a miscarriage gives %d days', (month, days) => {
    expect(miscarriageDays(table, month)).toBe(days)
  })
})

describe('探亲假: 国发〔1981〕36号 art. 2–3', () => {
  test.each([
    ['spouse', 5, true, 30],
    ['unmarried', 1, true, 20],
    ['unmarried_two_years', 3, true, 45],
    ['married', 10, true, 20],
    ['spouse', 0, true, 0],
    ['spouse', 5, false, 0],
  ] as const)('%s, after %d years, apart: %s', (visit, workYears, apart, days) => {
    expect(homeVisitDays(table, { visit, workYears, apart })).toBe(days)
  })
})

describe('pay of sick leave: 国发〔1981〕52号 art. 2', () => {
  test.each([
    [1, 3, 100],
    [2, 3, 100],
    [3, 3, 90],
    [3, 9, 90],
    [3, 10, 100],
    [6, 9, 90],
    [6, 10, 100],
    [7, 9, 70],
    [7, 10, 80],
    [20, 30, 80],
  ])('month %d, after %d years of work: %d %%', (month, workYears, percent) => {
    for (const staffType of ['公务员', '参公', '事业'])
      expect(sickPayPercent(table.sick_pay, { staffType, month, workYears })).toBe(percent)
  })

  test.each(['国企', '合同', null])('no number for %s, for whom no table is known', staffType => {
    expect(sickPayPercent(table.sick_pay, { staffType, month: 1, workYears: 5 })).toBeNull()
  })
})

describe('sick pay of whom a labour contract binds: 劳部发〔1995〕309号 art. 59', () => {
  test.each([
    ['国企', 80],
    ['合同', 80],
    ['公务员', null],
    ['参公', null],
    ['事业', null],
    ['志愿者', null],
    [null, null],
  ])('of %s at the least %s %% of the least wage', (staffType, percent) => {
    expect(leastSickPay(table.sick_pay_least, staffType)).toBe(percent)
  })
})

describe('pay for leave not taken: 条例 art. 5, 人事部令9号 art. 7–9', () => {
  test.each([
    // 130,500 元 a year ÷ 261 = 500 元 a day; 200 % on top of the salary.
    ['a day', 13_050_000, 2, 'work', 100_000],
    ['half a day', 13_050_000, 1, 'work', 50_000],
    ['five days', 13_050_000, 10, 'work', 500_000],
    ['none', 13_050_000, 0, 'work', 0],
    ['by one’s own wish', 13_050_000, 10, 'own_wish', 0],
    ['an odd sum, to the nearest 分', 10_000_000, 2, 'work', 76_628],
  ] as const)('%s', (_, pay, halfDays, because, extra) => {
    for (const staffType of ['公务员', '参公', '事业'])
      expect(unusedLeavePay(table.unused_pay, { staffType, pay, halfDays, because })).toBe(extra)
  })

  test.each([
    // 企业职工带薪年休假实施办法 art. 11: 10,875 元 a month ÷ 21.75 = 500 元 a day.
    ['国企', 1_087_500, 2, 100_000],
    ['合同', 1_087_500, 10, 500_000],
    ['合同', 1_000_000, 2, 91_954],
    ['志愿者', 1_000_000, 2, null],
    [null, 1_000_000, 2, null],
  ])('of a month’s pay for %s', (staffType, pay, halfDays, extra) => {
    expect(unusedLeavePay(table.unused_pay, { staffType, pay, halfDays, because: 'work' })).toBe(extra)
  })
})

describe('absence without leave: 公务员法 art. 88(5)', () => {
  test.each([
    [2, 2, 0, 0, false],
    [3, 3, 3, 0, false],
    [9, 9, 3, 0, false],
    [10, 10, 10, 0, false],
    [15, 15, 15, 0, false],
    [16, 16, 15, 0, true],
    [1, 19, 0, 0, false],
    [1, 20, 0, 20, false],
    [3, 29, 3, 20, false],
    [1, 30, 0, 30, false],
    [1, 31, 0, 30, true],
  ])('%d in a row, %d in the year', (inARow, inYear, row, year, ground) => {
    expect(absenceMark(table.absence, { inARow, inYear })).toEqual({ inARow: row, inYear: year, ground })
  })
})

describe('女职工劳动保护特别规定 art. 6, 9', () => {
  test.each([
    [{}, false],
    [{ pregnantMonths: 6 }, false],
    [{ pregnantMonths: 7 }, true],
    [{ childMonths: 11 }, true],
    [{ childMonths: 12 }, false],
    [{ childMonths: 0 }, true],
  ])('overtime with %o', (about, forbidden) => {
    expect(overtimeForbidden(table.women, about)).toBe(forbidden)
  })

  test.each([
    [1, 0, 1],
    [2, 6, 2],
    [3, 11, 3],
    [1, 12, 0],
  ])('%d babies of %d months: %d hours to nurse', (babies, childMonths, hours) => {
    expect(nursingHours(table.women, { babies, childMonths })).toBe(hours)
  })
})

describe('certificates', () => {
  test.each([
    ['sick', 1, false],
    ['sick', 2, false],
    ['sick', 3, true],
    ['sick', 10, true],
    ['personal', 10, false],
    ['annual', 10, false],
    ['no_such_kind', 10, false],
  ])('%s of %d half-days', (kind, halfDays, owed) => {
    expect(owesProof(table, kind, halfDays)).toBe(owed)
  })

  test.each([
    ['2026-11-23', '2026-11-23p', '2026-11-26'],
    ['2026-11-26', '2026-11-24a', '2026-12-01'],
    ['2026-09-30', '2026-09-30a', '2026-10-10'],
    // Nobody has the paper of what is weeks ahead.
    ['2026-11-23', '2026-12-21a', '2026-12-24'],
  ] as const)('papers of leave asked for on %s that begins on %s are due on %s', (asked, from, due) => {
    expect(proofDue(table, { kind: 'sick', from }, asked, calendar)).toBe(due)
    expect(proofDue(table, { kind: 'personal', from }, asked, calendar)).toBeNull()
  })
})

test('a year in which more leave begins says from when', () => {
  const worker = { workStart: '2016-06-15', staffType: '公务员' }
  expect(risesIn(table.entitlement, worker, 2026)).toEqual([{ from: '2026-07-01', halfDays: 20 }])
  expect(risesIn(table.entitlement, worker, 2027)).toEqual([])
  expect(risesIn(table.entitlement, { workStart: null, staffType: '公务员' }, 2026)).toEqual([])
})
