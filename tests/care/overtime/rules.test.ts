import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  creditedMinutes,
  dayClass,
  isLate,
  mayOverlap,
  type OvertimeTable,
  outsideMinutes,
  termsOf,
} from '../../../src/care/overtime/rules.ts'
import { HOME } from '../../../src/data.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()
const shipped = parse(readFileSync(join(HOME, 'flows/policy/overtime.yaml'), 'utf8')) as OvertimeTable
const TODAY = '2026-11-23'
const NOW = `${TODAY}T09:00`

// 国务院办公厅 notice for 2026 (gov.cn content_7047091).
test.each([
  ['2026-11-20', 'workday', 'a Friday'],
  ['2026-11-21', 'rest', 'a Saturday'],
  ['2026-10-10', 'workday', 'a Saturday that is worked for 国庆'],
  ['2026-02-28', 'workday', 'a Saturday that is worked for 春节'],
  ['2026-10-01', 'holiday', 'one of the 13 days of the 放假办法'],
  ['2026-10-05', 'rest', 'a day off that was only moved'],
  ['2026-02-17', 'holiday', '春节初一'],
])('%s is a %s for overtime: %s', (date, wanted) => {
  expect(dayClass(calendar, date)).toBe(wanted)
})

// 国务院工时规定 art. 3, 7: eight hours, Saturday and Sunday off. Legal hours as in the policy: 8:30–12:00, 14:00–17:30.
test.each([
  ['2026-11-20', 300, '15:00-20:00', 150, 'a workday: after half past five'],
  ['2026-11-20', 120, '12:00-14:00', 120, 'the noon break is nobody’s working time'],
  ['2026-11-20', 120, '09:00-11:00', 0, 'within the legal hours'],
  ['2026-11-20', 840, '18:00-08:00', 840, 'a night into a Saturday'],
  [
    '2026-11-19',
    960,
    '18:00-10:00',
    870,
    'a night into a workday, until ten: an hour and a half of that day do not count',
  ],
  ['2026-10-10', 300, '15:00-20:00', 150, 'a make-up workday counts as a workday'],
  ['2026-11-21', 300, '15:00-20:00', 300, 'a rest day counts whole'],
  ['2026-10-01', 300, '15:00-20:00', 300, 'a holiday counts whole'],
  ['2026-11-20', 240, '', 240, 'stated hours are what was worked outside them'],
  ['2026-11-20', 1440, '', 1020, 'more than a workday leaves cannot be'],
])('on %s %i minutes, %s: %i count: %s', (date, minutes, clock, wanted) => {
  expect(outsideMinutes(calendar, shipped, { date, minutes, clock })).toBe(wanted)
})

// 公务员法 art. 82: equal time off, or a subsidy where that cannot be; no 150/200/300 %.
describe.each([
  ['overtime', '2026-11-20', false, 240],
  ['overtime', '2026-11-21', false, 240],
  ['overtime', '2026-10-01', false, 240],
  ['duty', '2026-11-20', false, 120],
  ['duty', '2026-10-01', false, 120],
  ['overtime', '2026-11-21', true, 0],
  ['duty', '2026-11-21', true, 0],
] as const)('%s on %s, paid: %s', (kind, date, subsidy, wanted) => {
  test(`four hours count as ${wanted} minutes`, () => {
    expect(
      creditedMinutes(calendar, shipped, { date, minutes: 240, kind, staffType: '公务员', subsidy }),
    ).toBe(wanted)
  })
})

test.each([
  ['合同', '2026-10-01', 'overtime', 0],
  ['国企', '2026-10-01', 'overtime', 0],
  ['国企', '2026-10-04', 'overtime', 240],
  ['国企', '2026-11-21', 'overtime', 240],
  ['合同', '2026-10-01', 'duty', 120],
  ['公务员', '2026-10-01', 'overtime', 240],
  [null, '2026-10-01', 'overtime', 240],
] as const)(
  'of %s on %s, %s: a statutory holiday is paid for by labour contract (劳动法 44)',
  (staff, date, kind, wanted) => {
    const about = { date, minutes: 240, kind, staffType: staff, subsidy: false }
    expect(creditedMinutes(calendar, shipped, about)).toBe(wanted)
  },
)

test('a rate of the unit’s own is kept to whole minutes', () => {
  const duty = { ...shipped.kinds.duty, percent: { workday: 33, rest: 50, holiday: 100 } }
  const table = { ...shipped, kinds: { ...shipped.kinds, duty } }
  const about = { date: '2026-11-20', minutes: 100, kind: 'duty', staffType: null, subsidy: false } as const
  expect(creditedMinutes(calendar, table, about)).toBe(33)
})

// The window is a setting: 10 workdays. 11-07 and 11-08, 11-14 and 11-15, 11-21 and 11-22 are weekends.
test.each([
  ['2026-11-22', false],
  ['2026-11-09', false],
  ['2026-11-08', true],
  ['2026-11-24', false],
])('a report of %s made on 11-23 is late: %s', (date, wanted) => {
  expect(isLate(calendar, shipped, date, TODAY)).toBe(wanted)
})

test.each([
  ['18:00-20:00', '20:00-22:00', false],
  ['18:00-20:01', '20:00-22:00', true],
  ['22:00-02:00', '23:00-23:30', true],
  [null, '23:00-23:30', true],
  [null, null, true],
])('%s and %s may be the same hours: %s', (a, b, wanted) => {
  expect(mayOverlap({ date: '2026-11-20', clock: a }, { date: '2026-11-20', clock: b })).toBe(wanted)
})

test.each([
  ['20:00-04:00', '00:00-04:00', true],
  ['20:00-04:00', '03:00-06:00', true],
  ['20:00-04:00', '04:00-06:00', false],
  ['18:00-21:00', '00:00-04:00', false],
  ['20:00-04:00', null, false],
  [null, '00:00-04:00', false],
])('%s and, the next day, %s may be the same work: %s', (a, b, wanted) => {
  const [first, second] = [
    { date: '2026-11-20', clock: a },
    { date: '2026-11-21', clock: b },
  ]
  expect([mayOverlap(first, second), mayOverlap(second, first)]).toEqual([wanted, wanted])
})

describe('what becomes of it', () => {
  const said = (stretches: [string, number, string?][], about = {}) =>
    termsOf(
      calendar,
      shipped,
      {
        kind: 'overtime',
        staffType: '公务员',
        subsidy: false,
        banked: 0,
        stretches: stretches.map(([date, hours, clock = '']) => ({ date, minutes: hours * 60, clock })),
        ...about,
      },
      NOW,
    )

  test('hours are kept until they make half a day', () => {
    expect(said([['2026-11-22', 2]])).toMatchObject({ halfDays: 0, kept: 120 })
    expect(said([['2026-11-22', 2]], { banked: 150 })).toMatchObject({ halfDays: 1, kept: 30 })
    const two = said([
      ['2026-11-16', 2],
      ['2026-11-18', 3],
    ])
    expect(two).toMatchObject({ halfDays: 1, kept: 60, minutes: 300 })
  })

  test('each record stands for itself where the unit says so', () => {
    const table = { ...shipped, rounding: 'floor_per_entry' as const }
    const stretches = [
      { date: '2026-11-16', minutes: 180, clock: '' },
      { date: '2026-11-18', minutes: 300, clock: '' },
    ]
    const terms = termsOf(
      calendar,
      table,
      { kind: 'overtime', staffType: null, subsidy: false, banked: 0, stretches },
      NOW,
    )
    expect(terms).toMatchObject({ halfDays: 1, kept: 0 })
  })

  test.each([
    [[['2026-11-24', 2]], { ahead: true, tooFar: false, mixed: false }],
    [[['2027-03-01', 2]], { ahead: true, tooFar: true }],
    [[['2026-12-23', 2]], { ahead: true, tooFar: false }],
    [[['2026-12-24', 2]], { ahead: true, tooFar: true }],
    [[['2026-08-25', 2]], { tooOld: false, late: true }],
    [[['2026-08-24', 2]], { tooOld: true, late: true }],
    [[['2026-07-01', 2]], { tooOld: true, late: true }],
    [
      [
        ['2026-11-22', 2],
        ['2026-11-24', 2],
      ],
      { mixed: true },
    ],
    [[['2026-12-31', 8]], { halfDays: 2, tooFar: true }],
  ] as [[string, number][], object][])('%j', (stretches, wanted) => {
    expect(said(stretches)).toMatchObject(wanted)
  })

  // A peer refuses comp for 31 December, because it is good from the next year only (Frappe #1255).
  test('overtime on the last day of a year makes its comp-day', () => {
    const table = { ...shipped, rounding: 'pool' as const }
    const stretches = [{ date: '2026-12-31', minutes: 480, clock: '' }]
    const about = { kind: 'overtime', staffType: null, subsidy: false, banked: 0, stretches } as const
    expect(termsOf(calendar, table, about, '2026-12-31T18:00').halfDays).toBe(2)
  })

  test('300 % is said only where the law says it, not where a unit gives nothing for a kind of work', () => {
    const [overtime, duty] = [shipped.kinds.overtime, shipped.kinds.duty].map(kind => ({
      ...kind,
      percent: { ...kind.percent, holiday: 0 },
    }))
    const table = { ...shipped, kinds: { overtime, duty } } as OvertimeTable
    const paid = (kind: 'overtime' | 'duty', staffType: string) =>
      termsOf(
        calendar,
        table,
        {
          kind,
          staffType,
          subsidy: false,
          banked: 0,
          stretches: [{ date: '2026-10-01', minutes: 240, clock: '' }],
        },
        '2026-10-08T09:00',
      ).paid
    expect([paid('overtime', '公务员'), paid('duty', '合同'), paid('overtime', '合同')]).toEqual([
      false,
      false,
      true,
    ])
  })

  test('nothing for what was paid', () => {
    expect(said([['2026-11-22', 8]], { subsidy: true, banked: 180 })).toMatchObject({ halfDays: 0 })
  })
})
