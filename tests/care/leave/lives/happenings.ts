import fc from 'fast-check'

/**
 * Kinds of leave that come in a life: of each account, without one, with a limit of the occasion and of the stretch,
 * for whoever has worked a year, and (护理假: whoever lives here is a woman) for others alone.
 */
export const KINDS = [
  'annual',
  'comp',
  'personal',
  'home_visit',
  'marriage',
  'miscarriage',
  'paternity',
] as const
export type Kind = (typeof KINDS)[number]

/** Something that happens to somebody's leave. `which` picks one of those it can happen to. Lengths in half-days. */
export type Happening =
  | { does: 'ask'; kind: Kind; after: number; half: 'a' | 'p'; length: number }
  | { does: 'agree' | 'refuse' | 'withdraw' | 'unwork'; which: number }
  | { does: 'change'; which: number; after: number; half: 'a' | 'p'; length: number }
  | { does: 'extend'; which: number; more: number }
  | { does: 'return'; which: number; after: number }
  | { does: 'recall'; after: number; half: 'a' | 'p'; length: number }
  | { does: 'work'; ago: number; halfHours: number; agreed: boolean }
  | { does: 'import'; annual: number | null; carry: number | null; comp: number | null }
  | { does: 'carry'; halfDays: number }
  | { does: 'pass'; days: number }

/** Who lives it, when it begins, and by which of an office's settings overtime makes comp-days. */
export interface Setting {
  readonly workStart: string
  readonly start: string
  readonly rounding: 'pool' | 'floor_per_entry'
  readonly mostDays: number
  readonly expiry: { months?: number; days?: number; year_end?: boolean }
}

export interface Life {
  readonly setting: Setting
  readonly happenings: readonly Happening[]
}

const which = fc.nat(20)
const half = fc.constantFrom('a' as const, 'p' as const)
/** Often next to nothing, so that what waits finds less than it was promised. */
const maybe = (max: number) => fc.option(fc.oneof(fc.nat(2), fc.nat(max)), { freq: 2 })
const one = <D extends string, R extends Record<string, fc.Arbitrary<unknown>>>(does: D, rest: R) =>
  fc.record({ does: fc.constant(does), ...rest })

const anyHappening = fc.oneof(
  {
    weight: 10,
    arbitrary: one('ask', {
      kind: fc.constantFrom<Kind>('annual', 'comp', 'annual', 'comp', ...KINDS),
      after: fc.integer({ min: -2, max: 9 }),
      half,
      length: fc.integer({ min: 1, max: 8 }),
    }),
  },
  // Long enough that three of them come near the limit of a kind, and of what there is.
  {
    weight: 2,
    arbitrary: one('ask', {
      kind: fc.constantFrom<Kind>('annual', 'comp', 'marriage', 'marriage'),
      after: fc.nat(9),
      half,
      length: fc.integer({ min: 9, max: 24 }),
    }),
  },
  // By every day of the calendar, and so near to where HR looks, and to where there is no more.
  {
    weight: 2,
    arbitrary: one('ask', {
      kind: fc.constantFrom<Kind>('home_visit', 'miscarriage'),
      after: fc.nat(9),
      half,
      length: fc.integer({ min: 15, max: 70 }),
    }),
  },
  { weight: 10, arbitrary: one('agree', { which }) },
  { weight: 2, arbitrary: one('refuse', { which }) },
  { weight: 3, arbitrary: one('withdraw', { which }) },
  {
    weight: 4,
    arbitrary: one('change', {
      which,
      after: fc.integer({ min: 1, max: 12 }),
      half,
      length: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 4, arbitrary: one('extend', { which, more: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: one('return', { which, after: fc.nat(10) }) },
  {
    weight: 4,
    arbitrary: one('recall', { after: fc.integer({ min: -4, max: 6 }), half, length: fc.nat(4) }),
  },
  {
    weight: 7,
    arbitrary: one('work', {
      // What is not over counts for nothing yet: its hours are asked for later.
      ago: fc.integer({ min: 1, max: 7 }),
      halfHours: fc.integer({ min: 1, max: 32 }),
      agreed: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 2, arbitrary: one('unwork', { which }) },
  { weight: 2, arbitrary: one('import', { annual: maybe(20), carry: maybe(6), comp: maybe(8) }) },
  { weight: 1, arbitrary: one('carry', { halfDays: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 9, arbitrary: one('pass', { days: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: one('pass', { days: fc.integer({ min: 10, max: 40 }) }) },
) as fc.Arbitrary<Happening>

/** Years of work that are completed within the life, and none; a year that begins within it, and one without a calendar. */
const anySetting: fc.Arbitrary<Setting> = fc.record({
  workStart: fc.constantFrom('2012-03-05', '2016-03-20', '2006-03-28', '2025-03-15', '2005-12-20'),
  start: fc.constantFrom('2026-03-02', '2025-12-15', '2026-12-07'),
  rounding: fc.constantFrom('pool' as const, 'floor_per_entry' as const),
  mostDays: fc.constantFrom(0, 0, 2),
  expiry: fc.constantFrom({}, { months: 1 }, { days: 12 }, { days: 30 }, { year_end: true }),
})

/** @param most happenings of one life */
export function anyLife(most = 40): fc.Arbitrary<Life> {
  return fc.record({
    setting: anySetting,
    happenings: fc.array(anyHappening, { minLength: 12, maxLength: most, size: 'max' }),
  })
}
