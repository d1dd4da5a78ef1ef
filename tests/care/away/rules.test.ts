import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { AWAY } from '../../../src/care/away/policy.ts'
import { joined, type Stretch, within, without } from '../../../src/care/away/rules.ts'
import { asksBesides } from '../../../src/care/away/with-leave.ts'
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

describe('what a leave asks besides', () => {
  const tables = { approvals: readTable('approvals'), away: readTable('away') }
  const tools = { policy: ({ name }: { name: string }) => tables[name as keyof typeof tables] } as never
  const asks = (rank: string | null, kind: string, halfDays: number) =>
    asksBesides(tools, { rank } as never, { kind, halfDays })

  test.each([
    // policy/away.yaml: the city is asked of leaders, however short; who stands in, of them above three days.
    ['科员', 'personal', 1, { city: false, cover: false }],
    ['科员', 'annual', 30, { city: false, cover: false }],
    [null, 'annual', 30, { city: false, cover: false }],
    ['副科', 'personal', 1, { city: true, cover: false }],
    ['副科', 'annual', 6, { city: true, cover: false }],
    ['副科', 'annual', 7, { city: true, cover: true }],
    ['正科', 'sick', 30, { city: true, cover: false }],
  ] as const)('%s %s %d', (rank, kind, halfDays, expected) => {
    expect(asks(rank, kind, halfDays)).toEqual(expected)
  })

  test('the city also where approvals.yaml alone decides by it; nothing where both are empty', () => {
    tables.away = { ...tables.away, ask_city: [], ask_stand_in: [] }
    expect(asks('副科', 'personal', 1)).toEqual({ city: true, cover: false })
    expect(asks('副科', 'personal', 2)).toEqual({ city: false, cover: false })
    expect(asks('科员', 'personal', 1)).toEqual({ city: false, cover: false })
  })

  test('a band or a kind that is not there is named when the tables are read', () => {
    const wrong = { ...tables.away, ask_city: [{ bands: ['kings'] }], ask_stand_in: [{ kinds: ['nap'] }] }
    const read = ({ name }: { name: string }) =>
      name === 'leave' ? { kinds: { annual: {} } } : tables.approvals
    expect(AWAY.check?.(wrong as never, read as never)).toEqual([
      { path: ['ask_city', 0, 'bands', 0], what: 'there is no band “kings”; there are leaders' },
      { path: ['ask_stand_in', 0, 'kinds', 0], what: 'there is no kind “nap”; there are annual' },
    ])
  })
})

function readTable(name: string): Record<string, unknown> {
  return parse(readFileSync(`flows/policy/${name}.yaml`, 'utf8'))
}
