import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestRest, type RestGround, type RestPlan } from '../../../src/care/encourage/rules.ts'
import { draw, type Grant } from '../../../src/care/overtime/rules.ts'
import { isWorkday } from '../../../src/kernel/calendar.ts'
import { addDays, daysBetween, type HalfDay, halfDay } from '../../../src/kernel/half-day.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const calendar = chineseCalendar()

function ground(about: Partial<RestGround> = {}): RestGround {
  return {
    calendar,
    from: '2026-01-01',
    to: '2026-06-30',
    annual: year => (year === 2026 ? 10 : 0),
    grants: [],
    own: [],
    isBlocked: () => false,
    most: null,
    ...about,
  }
}
const annual = (days: number) => (year: number) => (year === 2026 ? days * 2 : 0)
const comp = (days: number, expires: string | null = null): Grant => ({
  id: `g${days}${expires ?? ''}`,
  on: '',
  expires,
  left: days * 2,
})
const short = ({ from, to, days, used, requests }: RestPlan) =>
  `${from}..${to} ${days} by ${used}: ${requests.map(r => `${r.account} ${r.from}..${r.to}`).join(', ')}`
const first = (about: Partial<RestGround>) => longestRest(ground(about)).map(short)[0]

describe('the longest rest on the calendar of 2026 (国务院办公厅, 4 Nov 2025)', () => {
  test.each<[string, Partial<RestGround>, string]>([
    [
      'joins 中秋 and 国庆',
      { from: '2026-09-01', to: '2026-10-31', annual: annual(3) },
      '2026-09-25..2026-10-07 13 by 3: annual 2026-09-28a..2026-09-30p',
    ],
    [
      'takes the make-up Saturday behind 春节',
      { from: '2026-02-01', to: '2026-03-31', annual: annual(5) },
      '2026-02-15..2026-03-01 15 by 5: annual 2026-02-24a..2026-02-28p',
    ],
    [
      'before 劳动节 four days are more than behind it, where one is made up',
      { from: '2026-04-20', to: '2026-05-20', annual: annual(4) },
      '2026-04-25..2026-05-05 11 by 4: annual 2026-04-27a..2026-04-30p',
    ],
    [
      'one day is a long weekend',
      { from: '2026-07-07', to: '2026-07-31', annual: annual(1) },
      '2026-07-10..2026-07-12 3 by 1: annual 2026-07-10a..2026-07-10p',
    ],
    [
      'not more days than was said',
      { from: '2026-09-01', to: '2026-10-31', annual: annual(10), most: 2 },
      '2026-09-29..2026-10-07 9 by 2: annual 2026-09-29a..2026-09-30p',
    ],
    [
      'comp-days that lapse come first, and before annual leave',
      { from: '2026-09-01', to: '2026-10-31', annual: annual(2), grants: [comp(1, '2026-10-15')] },
      '2026-09-25..2026-10-07 13 by 3: comp 2026-09-28a..2026-09-28p, annual 2026-09-29a..2026-09-30p',
    ],
    [
      'comp-days that stay are kept where annual leave suffices',
      { from: '2026-09-01', to: '2026-09-30', annual: annual(3), grants: [comp(3)], most: 3 },
      '2026-09-25..2026-10-07 13 by 3: annual 2026-09-28a..2026-09-30p',
    ],
    [
      'comp-days that have lapsed by the day are none',
      { from: '2026-09-21', to: '2026-10-31', annual: annual(0), grants: [comp(3, '2026-09-29')] },
      '2026-09-22..2026-09-27 6 by 3: comp 2026-09-22a..2026-09-24p',
    ],
    [
      'a day on which too many are away is left out',
      { from: '2026-09-01', to: '2026-10-31', annual: annual(3), isBlocked: date => date === '2026-09-29' },
      '2026-10-01..2026-10-11 11 by 3: annual 2026-10-08a..2026-10-10p',
    ],
    [
      'leave that is granted joins, and is not asked for twice',
      {
        from: '2026-09-01',
        to: '2026-10-31',
        annual: annual(2),
        own: [{ from: '2026-09-29a', to: '2026-09-29p' }],
      },
      '2026-09-25..2026-10-07 13 by 2: annual 2026-09-28a..2026-09-28p, annual 2026-09-30a..2026-09-30p',
    ],
    [
      'half a day of leave is in the way',
      {
        from: '2026-09-28',
        to: '2026-09-30',
        annual: annual(3),
        own: [{ from: '2026-09-29a', to: '2026-09-29a' }],
      },
      '2026-09-30..2026-10-07 8 by 1: annual 2026-09-30a..2026-09-30p',
    ],
    [
      'half a day left over makes no day',
      { from: '2026-07-07', to: '2026-07-31', annual: () => 3 },
      '2026-07-10..2026-07-12 3 by 1: annual 2026-07-10a..2026-07-10p',
    ],
  ])('%s', (_, about, plan) => {
    expect(first(about)).toBe(plan)
  })

  test('over New Year each year gives its own', () => {
    const about = { from: '2025-12-15', to: '2026-01-31', annual: (year: number) => (year === 2025 ? 2 : 4) }
    // One day of 2025, and of 2026 the make-up Sunday and the Monday.
    expect(first(about)).toBe('2025-12-31..2026-01-05 6 by 3: annual 2025-12-31a..2026-01-05p')
  })

  test('with nothing left there is nothing to join', () => {
    expect(longestRest(ground({ annual: () => 0 }))).toEqual([])
    expect(longestRest(ground({ annual: () => 0, grants: [comp(0.5)] }))).toEqual([])
  })

  test('three ways: the longest, the one that gives most for a day, another time', () => {
    const plans = longestRest(ground({ from: '2026-09-01', to: '2026-10-31', annual: annual(8) }))
    expect(plans.map(short)).toEqual([
      '2026-09-19..2026-10-07 19 by 8: annual 2026-09-20a..2026-09-30p',
      '2026-09-30..2026-10-07 8 by 1: annual 2026-09-30a..2026-09-30p',
      '2026-09-02..2026-09-13 12 by 8: annual 2026-09-02a..2026-09-11p',
    ])
  })

  test('a year without a notice is said to be one', () => {
    const [plan] = longestRest(ground({ from: '2031-03-01', to: '2031-03-31', annual: () => 4 }))
    expect(plan?.provisional).toBe(true)
  })
})

const DAY = fc.integer({ min: 0, max: 44 })
const random = fc.record({
  start: fc.integer({ min: 0, max: 300 }),
  annual: fc.integer({ min: 0, max: 12 }),
  grants: fc.array(fc.record({ left: fc.integer({ min: 0, max: 5 }), on: DAY, expires: fc.option(DAY) }), {
    maxLength: 3,
  }),
  own: fc.array(fc.record({ from: DAY, length: fc.integer({ min: 0, max: 5 }) }), { maxLength: 2 }),
  blocked: fc.array(DAY, { maxLength: 6 }),
  most: fc.option(fc.integer({ min: 1, max: 6 })),
})

/** Every stretch of days, tried one after the other. */
function naive(about: RestGround): number {
  let longest = 0
  const isOwn = (half: HalfDay) => about.own.some(leave => leave.from <= half && half <= leave.to)
  for (let from = addDays(about.from, -30); from <= about.to; from = addDays(from, 1))
    for (let to = from; to <= addDays(about.to, 30); to = addDays(to, 1)) {
      const needed: string[] = []
      let possible = true
      for (let date = from; date <= to && possible; date = addDays(date, 1)) {
        const halves = [isOwn(halfDay(date, 'a')), isOwn(halfDay(date, 'p'))]
        if (!isWorkday(calendar, date) || halves.every(Boolean)) continue
        possible = !halves.some(Boolean) && date >= about.from && date <= about.to && !about.isBlocked(date)
        needed.push(date)
      }
      if (!possible) break
      if (needed.length > 0 && needed.length <= (about.most ?? 99) && affordable(about, needed))
        longest = Math.max(longest, daysBetween(from, to) + 1)
    }
  return longest
}

function affordable({ annual, grants }: RestGround, dates: string[]): boolean {
  return dates.concat('').some((_, cut) =>
    [true, false].some(front => {
      const ofComp = front ? dates.slice(0, cut) : dates.slice(cut)
      const ofAnnual = front ? dates.slice(cut) : dates.slice(0, cut)
      const years = [...new Set(ofAnnual.map(date => Number(date.slice(0, 4))))]
      const enough = years.every(
        year => ofAnnual.filter(date => date.startsWith(`${year}`)).length * 2 <= annual(year),
      )
      return (
        enough &&
        draw(
          grants,
          ofComp.map(date => ({ date, halfDays: 2 })),
        ) !== null
      )
    }),
  )
}

test('is as long as trying everything finds, and uses what there is', () => {
  fc.assert(
    fc.property(random, ({ start, annual, grants, own, blocked, most }) => {
      const from = addDays('2026-01-01', start)
      const on = (day: number) => addDays(from, day)
      const about = ground({
        from,
        to: on(44),
        annual: () => annual,
        grants: grants.map((grant, n) => ({
          id: `g${n}`,
          on: on(grant.on),
          expires: grant.expires === null ? null : on(grant.expires),
          left: grant.left,
        })),
        own: own.map(leave => ({
          from: halfDay(on(leave.from), 'a'),
          to: halfDay(on(leave.from + leave.length), 'p'),
        })),
        isBlocked: date => blocked.map(on).includes(date),
        most,
      })
      const plans = longestRest(about)
      expect(plans[0]?.days ?? 0).toBe(naive(about))
      for (const plan of plans) {
        const asked = plan.requests.reduce((sum, { halfDays }) => sum + halfDays, 0)
        expect(asked).toBe(plan.used * 2)
        expect(daysBetween(plan.from, plan.to) + 1).toBe(plan.days)
        for (const request of plan.requests)
          expect(about.own.some(leave => leave.from <= request.to && request.from <= leave.to)).toBe(false)
      }
    }),
    { numRuns: 60 },
  )
})
