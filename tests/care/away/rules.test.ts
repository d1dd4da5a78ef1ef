import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joined, type Stretch, within, without } from '../../../src/care/away/rules.ts'
import { addDays, type HalfDay, halfDay, halfDays } from '../../../src/kernel/half-day.ts'

const s = (from: string, to: string): Stretch => ({ from: from as HalfDay, to: to as HalfDay })
const days = (all: readonly Stretch[]) => all.flatMap(({ from, to }) => [...halfDays(from, to)])

describe('stretches', () => {
  test.each([
    ['nothing', [], []],
    ['one', [s('2026-11-24a', '2026-11-24p')], [s('2026-11-24a', '2026-11-24p')]],
    [
      'annual leave that comp-days follow on is one absence',
      [s('2026-11-26a', '2026-11-27p'), s('2026-11-24a', '2026-11-25p')],
      [s('2026-11-24a', '2026-11-27p')],
    ],
    [
      'half a day of work between is none',
      [s('2026-11-24a', '2026-11-24a'), s('2026-11-25a', '2026-11-25p')],
      [s('2026-11-24a', '2026-11-24a'), s('2026-11-25a', '2026-11-25p')],
    ],
    [
      'one within another',
      [s('2026-11-24a', '2026-11-30p'), s('2026-11-25a', '2026-11-25p')],
      [s('2026-11-24a', '2026-11-30p')],
    ],
  ])('joined: %s', (_, given, wanted) => expect(joined(given)).toEqual(wanted))

  test.each([
    [
      'in the middle',
      s('2026-11-25a', '2026-11-25p'),
      ['2026-11-24a 2026-11-24p', '2026-11-26a 2026-11-27p'],
    ],
    ['at the end', s('2026-11-27a', '2026-11-27p'), ['2026-11-24a 2026-11-26p']],
    ['all of it', s('2026-11-20a', '2026-11-30p'), []],
    ['beside it', s('2026-11-28a', '2026-11-28p'), ['2026-11-24a 2026-11-27p']],
  ])('without what was worked %s', (_, hole, wanted) =>
    expect(without(s('2026-11-24a', '2026-11-27p'), [hole]).map(({ from, to }) => `${from} ${to}`)).toEqual(
      wanted,
    ),
  )

  test('within a month', () => {
    const november = s('2026-11-01a', '2026-11-30p')
    expect(within(s('2026-10-30a', '2026-11-02a'), november)).toEqual(s('2026-11-01a', '2026-11-02a'))
    expect(within(s('2026-12-01a', '2026-12-02a'), november)).toBeNull()
  })

  const stretch = fc
    .tuple(fc.nat(40), fc.nat(9), fc.constantFrom('a', 'p') as fc.Arbitrary<'a' | 'p'>)
    .map(([start, length, half]) =>
      s(halfDay(addDays('2026-11-01', start), half), halfDay(addDays('2026-11-01', start + length), 'p')),
    )

  test('hold the same half-days as a naive calendar', () => {
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 6 }),
        fc.array(stretch, { maxLength: 4 }),
        (given, holes) => {
          const naive = new Set(days(given))
          for (const half of days(holes)) naive.delete(half)
          const got = days(joined(given.flatMap(one => without(one, holes))))
          expect(got).toEqual([...naive].sort())
        },
      ),
    )
  })
})
