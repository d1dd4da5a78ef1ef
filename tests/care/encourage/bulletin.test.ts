import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bulletinOf, type Standing, targetOf } from '../../../src/care/encourage/rules.ts'

const RULES = {
  smallest: 5,
  targets: [
    { through: 6, percent: 30 },
    { through: 12, percent: 90 },
  ],
}
const NOVEMBER = { month: '2026-11', asOf: '2026-11-30' }

function people(unit: string, count: number, about: Partial<Standing> = {}): Standing[] {
  const one = {
    unit,
    street: unit.includes('街道'),
    leader: false,
    entitled: 10,
    checked: true,
    planned: 4,
    taken: 6,
    takenInMonth: 2,
    cancelled: 0,
    comp: 1,
  }
  return Array.from({ length: count }, () => ({ ...one, ...about }))
}
const shown = (all: Standing[]) => {
  const { lines, leaders, streets, total } = bulletinOf(RULES, NOVEMBER, all)
  const name = (line: { unit: string | null; street: boolean }) =>
    line.unit ?? (line.street ? '小街道' : '小单位')
  return {
    lines: lines.map(line => [name(line), line.people]),
    leaders: leaders?.people,
    streets: streets?.people,
    total: total?.people,
  }
}

describe('a bulletin (2018 policy, clause 15)', () => {
  test('adds up what is entitled, planned, taken, cancelled and owed', () => {
    const all = [...people('教育局', 4), ...people('教育局', 1, { taken: 1, cancelled: 2, comp: 3 })]
    expect(bulletinOf(RULES, NOVEMBER, all).lines).toEqual([
      {
        unit: '教育局',
        street: false,
        people: 5,
        entitled: 50,
        planned: 20,
        taken: 25,
        takenInMonth: 10,
        cancelled: 2,
        comp: 7,
        percent: 50,
        below: true,
      },
    ])
  })

  test('rounds a rate down: nobody is said to have done what he has not', () => {
    const [line] = bulletinOf(RULES, NOVEMBER, [
      ...people('局', 4, { taken: 10 }),
      ...people('局', 1, { taken: 9 }),
    ]).lines
    expect(line?.percent).toBe(98)
    expect(line?.below).toBe(false)
  })

  test.each([
    [
      'each large enough',
      [...people('甲局', 5), ...people('乙局', 6)],
      [
        ['甲局', 5],
        ['乙局', 6],
      ],
    ],
    [
      'two small ones together',
      [...people('甲局', 5), ...people('乙局', 2), ...people('丙局', 3)],
      [
        ['甲局', 5],
        ['小单位', 5],
      ],
    ],
    [
      'a small one with the smallest',
      [...people('甲局', 9), ...people('乙局', 5), ...people('丙局', 1)],
      [
        ['甲局', 9],
        ['小单位', 6],
      ],
    ],
    [
      'small 街道 apart',
      [...people('甲局', 5), ...people('东街道', 2), ...people('西街道', 3)],
      [
        ['甲局', 5],
        ['小街道', 5],
      ],
    ],
    [
      'small 街道 with small others',
      [...people('甲局', 5), ...people('东街道', 2), ...people('乙局', 4)],
      [
        ['甲局', 5],
        ['小单位', 6],
      ],
    ],
    ['too few altogether', people('甲局', 4), []],
    // Six people, two of whom have no leave to take: the line would be about four.
    [
      'few who are entitled',
      [...people('甲局', 4), ...people('甲局', 2, { entitled: null }), ...people('乙局', 5)],
      [['小单位', 11]],
    ],
  ])('%s', (_, all, lines) => {
    expect(shown(all).lines).toEqual(lines)
  })

  test.each([
    ['leaders', 5, 20, 5],
    ['too few leaders', 4, 20, undefined],
    ['leaders whose few others could be worked out', 20, 4, undefined],
    ['nobody but leaders', 6, 0, 6],
  ])('%s', (_, leaders, others, line) => {
    expect(shown([...people('局', leaders, { leader: true }), ...people('局', others)]).leaders).toBe(line)
  })

  test('who may have no leave is nobody’s fault', () => {
    const all = [...people('局', 5), ...people('局', 5, { entitled: null, taken: 0 })]
    expect(bulletinOf(RULES, NOVEMBER, all).total?.percent).toBe(60)
  })

  test('街道 are added up from what is shown of them', () => {
    const all = [...people('东街道', 6), ...people('西街道', 2), ...people('甲局', 8)]
    expect(shown(all)).toMatchObject({
      lines: [
        ['甲局', 8],
        ['小街道', 8],
      ],
      streets: 8,
      total: 16,
    })
  })

  test.each([
    [1, 30],
    [6, 30],
    [7, 90],
    [12, 90],
  ])('the target of month %i is %i %%', (month, percent) => {
    expect(targetOf(RULES.targets, month)).toBe(percent)
  })
})

const unit = fc.record({
  unit: fc.constantFrom('甲局', '乙局', '丙局', '丁局', '东街道', '西街道', '南街道'),
  count: fc.integer({ min: 1, max: 9 }),
  entitled: fc.option(fc.constantFrom(10, 20, 30), { freq: 3 }),
  leader: fc.boolean(),
})

test('no line, nor the difference of lines, is about fewer than five who are entitled; nobody is lost', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), groups => {
      const all = groups.flatMap(({ unit, count, ...about }) => people(unit, count, about))
      const entitled = (of: Standing[]) => of.filter(one => one.entitled !== null).length
      const { lines, leaders, streets, total } = bulletinOf(RULES, NOVEMBER, all)
      if (!total) {
        expect(entitled(all)).toBeLessThan(5)
        expect([lines, leaders, streets]).toEqual([[], null, null])
        return
      }
      expect(lines.reduce((sum, line) => sum + line.people, 0)).toBe(all.length)
      for (const line of lines) {
        const alone = line.unit !== null
        if (alone) expect(entitled(all.filter(one => one.unit === line.unit))).toBeGreaterThanOrEqual(5)
      }
      const merged = lines.filter(line => line.unit === null)
      const named = new Set(lines.flatMap(line => line.unit ?? []))
      const rest = all.filter(one => !named.has(one.unit))
      if (merged.length === 1) expect(entitled(rest)).toBeGreaterThanOrEqual(5)
      if (merged.length === 2)
        for (const street of [true, false])
          expect(entitled(rest.filter(one => one.street === street))).toBeGreaterThanOrEqual(5)
      if (leaders) {
        expect(entitled(all.filter(one => one.leader))).toBeGreaterThanOrEqual(5)
        expect([1, 2, 3, 4]).not.toContain(entitled(all.filter(one => !one.leader)))
      }
    }),
    { numRuns: 500 },
  )
})
