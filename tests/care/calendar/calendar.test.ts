import { desc } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWorkCalendar } from '../../../src/care/calendar/work-calendar.ts'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
let admin: string
beforeEach(async () => {
  p = await openTestProgram()
  admin = await p.enter('sample-zhou')
})
afterEach(() => p.close())

/** A notice for 2027 as it could be: 国庆 with two days moved. */
const NOTICE = {
  year: 2027,
  papers: ['https://www.gov.cn/zhengce/content/example.htm'],
  days: [
    ...['01', '02', '03', '04', '05', '06', '07'].map(day => ({
      name: '国庆节',
      date: `2027-10-${day}`,
      isOffDay: true,
    })),
    { name: '国庆节', date: '2027-10-09', isOffDay: false },
  ],
}

/** The other festivals of that year. */
const MISSING = ['元旦', '春节', '清明', '劳动节', '端午', '中秋']

interface Overview {
  published: boolean
  holidays: { name: string; from: string; to: string; provisional: boolean }[]
  makeup: string[]
  imported: { year: number; days: number; author: string | null }[]
  local: { date: string; off: boolean; reason: string; author: string | null }[]
}
const overview = async (year = 2027) =>
  (await p.call<Overview>('GET', `/calendar/${year}`, { cookie: admin })).body
const bringIn = (body: unknown) => p.call('PUT', '/calendar/years', { cookie: admin, body })
const kindOf = (date: string) => p.program.tools.calendar.kindOf(date)
const audit = async () => {
  const [line] = await p.program.storage.read(tx =>
    tx.db.select().from(tx.t.audit).orderBy(desc(tx.t.audit.seq)).limit(1),
  )
  return line
}

describe('a year without a notice', () => {
  test('has its statutory days, marked as provisional, and no make-up workday', async () => {
    const { published, holidays, makeup } = await overview()
    expect([published, makeup]).toEqual([false, []])
    expect(holidays.every(holiday => holiday.provisional)).toBe(true)
    expect(holidays).toContainEqual({ name: '国庆', from: '2027-10-01', to: '2027-10-03', provisional: true })
  })
})

describe('a notice brought in', () => {
  test('holds at once for the whole program, and stands there with who brought it', async () => {
    expect(kindOf('2027-10-05')).toBe('workday')
    expect(await bringIn(NOTICE)).toMatchObject({
      status: 200,
      body: { year: 2027, days: 8, missing: MISSING },
    })
    expect([kindOf('2027-10-05'), kindOf('2027-10-09')]).toEqual(['rest', 'makeup'])
    const { published, holidays, makeup, imported } = await overview()
    expect([published, makeup]).toEqual([true, ['2027-10-09']])
    expect(holidays).toContainEqual({
      name: '国庆',
      from: '2027-10-01',
      to: '2027-10-07',
      provisional: false,
    })
    expect(imported).toMatchObject([{ year: 2027, days: 8, author: '周样例' }])
    expect(await audit()).toMatchObject({ action: 'calendar.year', about: '2027' })
  })

  test('can be taken back', async () => {
    await bringIn(NOTICE)
    expect((await p.call('DELETE', '/calendar/years/2027', { cookie: admin })).status).toBe(204)
    expect(kindOf('2027-10-05')).toBe('workday')
    expect(await audit()).toMatchObject({ action: 'calendar.year_dropped', about: '2027' })
    expect((await p.call('DELETE', '/calendar/years/2027', { cookie: admin })).status).toBe(404)
  })

  test.each([
    ['no object', []],
    ['no days', { year: 2027, papers: [] }],
    ['a year not published yet', { year: 2027, papers: [], days: [] }],
    [
      'a day that does not exist',
      { year: 2027, papers: [], days: [{ name: '国庆节', date: '2027-02-30', isOffDay: true }] },
    ],
    [
      'a day of another year',
      { year: 2027, papers: [], days: [{ name: '国庆节', date: '2028-10-01', isOffDay: true }] },
    ],
    ['a day twice', { ...NOTICE, days: [...NOTICE.days, NOTICE.days[0]] }],
  ])('is refused whole with %s', async (_, body) => {
    expect((await bringIn(body)).status).toBe(400)
    expect((await overview()).published).toBe(false)
  })
})

describe('a day of the unit’s own', () => {
  const put = (date: string, body: object) => p.call('PUT', `/calendar/days/${date}`, { cookie: admin, body })

  test('wins over the calendar, with its reason and author', async () => {
    expect(kindOf('2026-09-10')).toBe('workday')
    expect((await put('2026-09-10', { off: true, reason: '台风停工' })).status).toBe(204)
    expect(kindOf('2026-09-10')).toBe('rest')
    expect((await overview(2026)).local).toMatchObject([
      { date: '2026-09-10', off: true, reason: '台风停工', author: '周样例' },
    ])
    expect(await audit()).toMatchObject({ action: 'calendar.day', about: '2026-09-10' })
  })

  test('can be taken back', async () => {
    await put('2026-09-12', { off: false, reason: '补台风那天' })
    expect(kindOf('2026-09-12')).toBe('makeup')
    expect((await p.call('DELETE', '/calendar/days/2026-09-12', { cookie: admin })).status).toBe(204)
    expect(kindOf('2026-09-12')).toBe('weekend')
    expect((await p.call('DELETE', '/calendar/days/2026-09-12', { cookie: admin })).status).toBe(404)
  })

  test('needs a day that exists and a reason', async () => {
    expect((await put('2026-02-30', { off: true, reason: '台风' })).status).toBe(400)
    expect((await put('2026-09-10', { off: true, reason: '  ' })).status).toBe(400)
    expect((await put('2026-09-10', { off: true })).status).toBe(400)
    expect((await overview(2026)).local).toEqual([])
  })
})

test('every year that is known stands with where it comes from, and by whom', async () => {
  interface Known {
    years: { year: number; source: string; author: string | null }[]
    local: { date: string; author: string | null }[]
  }
  const known = async () => (await p.call<Known>('GET', '/calendar', { cookie: admin })).body
  const before = await known()
  expect(before.years.slice(0, 2)).toMatchObject([
    { year: 2027, source: 'provisional', author: null },
    { year: 2026, source: 'published', author: null },
  ])
  expect(before.years.at(-1)).toMatchObject({ year: 2004, source: 'published' })
  await bringIn(NOTICE)
  await p.call('PUT', '/calendar/days/2026-09-10', { cookie: admin, body: { off: true, reason: '台风' } })
  const { years, local } = await known()
  expect(years[0]).toMatchObject({ year: 2027, source: 'imported', author: '周样例' })
  expect(local).toMatchObject([{ date: '2026-09-10', author: '周样例' }])
})

test('nobody but HR and administrators may change it', async () => {
  const staff = await p.enter('sample-wang')
  const answer = await p.call('PUT', '/calendar/years', { cookie: staff, body: NOTICE })
  expect([401, 403]).toContain(answer.status)
})

test('what another process has entered is seen with the next refresh, and nothing is read when nothing changed', async () => {
  const other = openWorkCalendar(p.program.storage)
  await other.refresh()
  const before = other.now()
  await bringIn(NOTICE)
  expect(other.now()).toBe(before)
  await other.refresh()
  const after = other.now()
  expect(after.kindOf('2027-10-05')).toBe('rest')
  await other.refresh()
  expect(other.now()).toBe(after)
})
