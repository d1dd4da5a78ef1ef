import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterDraws,
  availableOn,
  draw,
  type Grant,
  lapsedBy,
  reach,
} from '../../../src/care/overtime/rules.ts'

/** Days by number: the rules compare dates as text. */
const day = (n: number) =>
  `2026-${String(Math.floor(n / 28) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`
const grants = fc
  .array(
    fc.record({
      on: fc.nat(100),
      good: fc.option(fc.nat(120), { nil: null }),
      left: fc.nat(4),
    }),
    { maxLength: 6 },
  )
  .map(list =>
    list.map(
      ({ on, good, left }, i): Grant => ({
        id: `g${i}`,
        on: day(on),
        expires: good === null ? null : day(on + good),
        left,
      }),
    ),
  )
const uses = fc.array(fc.record({ at: fc.nat(220), halfDays: fc.integer({ min: 1, max: 3 }) }), {
  maxLength: 6,
})

/** Whether all half-days can be met, by trying every way: one half-day after the other, any grant that is good. */
function possible(pool: readonly Grant[], needs: readonly string[]): boolean {
  const [first, ...rest] = needs
  if (first === undefined) return true
  const tried = new Set<string>()
  return pool.some((grant, i) => {
    if (grant.left === 0 || grant.on > first || (grant.expires !== null && grant.expires < first))
      return false
    const alike = `${grant.on} ${grant.expires} ${grant.left}`
    if (tried.has(alike)) return false
    tried.add(alike)
    return possible(
      pool.map((g, j) => (j === i ? { ...g, left: g.left - 1 } : g)),
      rest,
    )
  })
}

describe('comp-days are drawn from grants', () => {
  test('a leave over the day on which some lapse takes from each what is good on its day', () => {
    const pool: Grant[] = [
      { id: 'lapses', on: '2026-10-01', expires: '2026-12-01', left: 4 },
      { id: 'stays', on: '2026-11-01', expires: null, left: 4 },
    ]
    const days = ['2026-11-30', '2026-12-01', '2026-12-02'].map(date => ({ date, halfDays: 2 }))
    expect(draw(pool, days)).toEqual([
      { grant: 'lapses', halfDays: 4 },
      { grant: 'stays', halfDays: 2 },
    ])
    const [, , after = { date: '', halfDays: 0 }] = days
    expect(
      draw(pool, [...days, { ...after, date: '2026-12-03' }, { ...after, date: '2026-12-04' }]),
    ).toBeNull()
    expect(reach(pool, [...days, { date: '2026-12-03', halfDays: 4 }])).toBe(8)
  })

  test('a leave gets what it asks for exactly when there is a way to give it', () => {
    fc.assert(
      fc.property(grants, fc.nat(220), fc.integer({ min: 1, max: 6 }), (pool, at, halfDays) => {
        const drawn = draw(pool, [{ date: day(at), halfDays }])
        expect(drawn !== null).toBe(possible(pool, Array<string>(halfDays).fill(day(at))))
      }),
      { numRuns: 500 },
    )
  })

  test('of grants that were earned already, leaves on any days are met exactly when there is a way', () => {
    fc.assert(
      fc.property(grants, uses, (pool, list) => {
        const earned = pool.map(grant => ({ ...grant, on: '' }))
        let left: Grant[] = earned
        const met = list.every(({ at, halfDays }) => {
          const drawn = draw(left, [{ date: day(at), halfDays }])
          if (drawn) left = afterDraws(left, drawn)
          return drawn !== null
        })
        const needs = list.flatMap(({ at, halfDays }) => Array<string>(halfDays).fill(day(at)))
        expect(met).toBe(possible(earned, needs))
      }),
      { numRuns: 300 },
    )
  })

  test('never more than is there, never from a grant that is not good, and giving back restores every grant', () => {
    fc.assert(
      fc.property(grants, uses, (pool, list) => {
        const needs = list.map(({ at, halfDays }) => ({ date: day(at), halfDays }))
        const drawn = draw(pool, needs)
        if (!drawn) return
        expect(drawn.reduce((sum, { halfDays }) => sum + halfDays, 0)).toBe(
          needs.reduce((sum, { halfDays }) => sum + halfDays, 0),
        )
        const rest = afterDraws(pool, drawn)
        expect(rest.every(({ left }) => left >= 0)).toBe(true)
        expect(
          afterDraws(
            rest,
            drawn.map(({ grant, halfDays }) => ({ grant, halfDays: -halfDays })),
          ),
        ).toEqual(pool)
      }),
    )
  })

  test('what lapses is what nobody can take any more, once', () => {
    fc.assert(
      fc.property(grants, fc.nat(240), (pool, at) => {
        const lapsed = lapsedBy(pool, day(at))
        const rest = afterDraws(pool, lapsed)
        expect(lapsedBy(rest, day(at))).toEqual([])
        expect(availableOn(rest, day(at))).toBe(availableOn(pool, day(at)))
      }),
    )
  })
})
