import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countsOf, daysOf, FEWEST, quartersOver } from '../../../src/care/heart/counts.ts'
import { leave } from '../../../src/care/people/departure.ts'
import { call, NoRole } from '../../support/call.ts'
import { handOver } from '../../support/keys.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const of = (groups: Record<string, number>) =>
  countsOf(
    Object.entries(groups).flatMap(([name, count]) =>
      Array.from({ length: count }, (_, at) => ({ name, by: `${name}${at}` })),
    ),
  )

describe('counts that single nobody out', () => {
  test.each([
    ['fewer than five in all are not told', { a: 4 }, null],
    ['large groups stand apart', { a: 6, b: 5 }, { apart: ['a6', 'b5'], rest: 0 }],
    ['small ones stand together', { a: 9, b: 3, c: 2 }, { apart: ['a9'], rest: 5 }],
    ['a rest under five takes in the next smallest', { a: 9, b: 6, c: 1 }, { apart: ['a9'], rest: 7 }],
    ['until nothing stands apart', { a: 5, b: 1 }, { apart: [], rest: 6 }],
  ])('%s', (_, groups, expected) => {
    const counts = of(groups)
    expect(counts && { ...counts, apart: counts.apart.map(g => `${g.name}${g.count}`) }).toEqual(expected)
  })

  test('whatever there is, nothing under five is shown, nothing is lost, and no difference is under five', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 12 })), groups => {
        const counts = of(groups)
        const total = Object.values(groups).reduce((sum, n) => sum + n, 0)
        if (counts === null) return total < FEWEST
        const shown = [...counts.apart.map(g => g.count), ...(counts.rest > 0 ? [counts.rest] : [])]
        return shown.every(n => n >= FEWEST) && shown.reduce((sum, n) => sum + n, 0) === total
      }),
    )
  })
})

test('many cases of one person are his alone, and of a unit of fewer than five nothing stands apart', () => {
  const five = ['a', 'b', 'c', 'd', 'e']
  const many = Array.from({ length: 9 }, () => ({ name: '甲', by: 'z' }))
  const all = [...many, ...five.map(by => ({ name: '乙', by }))]
  expect(countsOf(many)).toBeNull()
  expect(countsOf(all)).toEqual({ apart: [], rest: 14 })
  expect(countsOf(five.map(by => ({ name: '乙', by })))).toEqual({
    apart: [{ name: '乙', count: 5 }],
    rest: 0,
  })
  expect(
    countsOf(
      five.map(by => ({ name: '乙', by })),
      new Set(['乙']),
    ),
  ).toEqual({ apart: [], rest: 5 })
})

test.each([
  ['2026-11-23', ['2026Q3', '2026Q2', '2026Q1', '2025Q4']],
  ['2026-01-01', ['2025Q4', '2025Q3', '2025Q2', '2025Q1']],
  ['2026-03-31', ['2025Q4', '2025Q3', '2025Q2', '2025Q1']],
])('on %s the quarters that are over', (today, quarters) => {
  expect(quartersOver(today, 4)).toEqual(quarters)
})

test('a quarter has its days', () => {
  expect(daysOf('2026Q4')).toEqual({ from: '2026-10-01', before: '2027-01-01' })
})

describe('how many are open', () => {
  let talk: Talk
  beforeEach(async () => {
    talk = await openTalk({ open: true })
  })
  afterEach(() => talk.close())

  const open = (who: string) => call(talk, who, 'GET', '/cases/count')

  test('does not rise in the minute in which somebody writes', async () => {
    await handOver(talk, 'chenyu', '最近压力大')
    expect(await open('zhou')).toEqual({ open: 0 })
    await talk.pass(24 * 3_600_000)
    await handOver(talk, 'ligang', '最近压力大')
    expect(await open('zhou')).toEqual({ open: 1 })
  })

  test('is not told to who has a list of his own: one more would be one that is kept from him', async () => {
    await handOver(talk, 'chenyu', '林科员老当众骂我')
    await talk.pass(24 * 3_600_000)
    expect(await call(talk, 'linyue', 'GET', '/cases')).toEqual([])
    for (const who of ['linyue', 'chenjing'])
      await expect(
        open(who).catch(error => error instanceof NoRole || error.code === 'NOT_ALLOWED'),
      ).resolves.toBe(true)
  })
})

describe('the statistics of cases', () => {
  let talk: Talk
  beforeEach(async () => {
    talk = await openTalk({ open: true })
  })
  afterEach(() => talk.close())

  const get = (quarter: string) =>
    call<{ total: number | null; units: object | null }>(talk, 'linyue', 'GET', '/cases/statistics', {
      query: { quarter },
    })

  test('are not of a quarter under way: two looks at it would show one person', async () => {
    await expect(get('2026Q4')).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  const WRITERS = ['chenyu', 'ligang', 'wang', 'sunli', 'wumin']

  test('of one person many times are not told', async () => {
    for (let i = 0; i < 6; i++) await handOver(talk, 'heqing', '最近压力大')
    await talk.pass(40 * 24 * 3_600_000)
    expect(await get('2026Q4')).toMatchObject({ total: null, units: null })
  })

  test('stay as they were first counted, whoever leaves or is let out since', async () => {
    for (const who of WRITERS) await handOver(talk, who, '最近压力大', { mode: '实名' })
    await talk.pass(40 * 24 * 3_600_000)
    const first = await get('2026Q4')
    expect(first).toMatchObject({ total: 5, units: { apart: [{ name: '样例街道办', count: 5 }], rest: 0 } })
    const { storage, directory } = talk.program
    await storage.transaction(async tx => {
      const gone = await directory.byUserid(tx, 'sample-ligang')
      await leave(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() })
      await tx.db.delete(tx.t.caseLink)
    })
    await directory.refresh()
    expect(await get('2026Q4')).toEqual(first)
  })

  test('count a 隐名 case of no unit: who reads the others by name would take them off, and one would be left', async () => {
    const [hidden = '', ...named] = WRITERS
    for (const who of named) await handOver(talk, who, '最近压力大', { mode: '实名' })
    await handOver(talk, hidden, '最近压力大')
    await talk.pass(40 * 24 * 3_600_000)
    expect(await get('2026Q4')).toMatchObject({ total: 5, units: { apart: [], rest: 5 } })
  })

  test('count a quarter that is over', async () => {
    for (const who of [...WRITERS, 'chenyu']) await handOver(talk, who, '最近压力大')
    await talk.pass(40 * 24 * 3_600_000)
    expect(await get('2026Q4')).toMatchObject({
      total: 6,
      kinds: { apart: [{ name: 'heart', count: 6 }], rest: 0 },
      times: { apart: [{ name: 'late', count: 6 }], rest: 0 },
      outcomes: { apart: [{ name: 'open', count: 6 }], rest: 0 },
    })
    expect(await get('2026Q3')).toMatchObject({ total: null })
  })
})
