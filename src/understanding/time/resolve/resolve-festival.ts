import type { Calendar } from '../../../kernel/calendar.ts'
import { civil, type EpochDay, epochDay, fromIso, weekdayOf } from '../../calendar/epoch-day.ts'
import type { Festival, FestivalRule } from '../scan/festivals.ts'
import type { Day } from '../scan/token.ts'
import type { Found, Scope } from './scope.ts'

/** A festival's day, or its holiday with `aspect: 'holiday'`, nearest in the direction of the scope. */
export function resolveFestival(
  { festival, aspect }: Extract<Day, { is: 'festival' }>,
  scope: Scope,
): Found | null {
  if (festival.rule.by === 'nearest') return nearestHoliday(scope)
  const candidates = years(scope).flatMap(year => {
    const found = inYear(festival, aspect, year, scope.calendar)
    return found === null ? [] : [found]
  })
  return choose(candidates, scope, scope.tense === 'past')
}

/** A day of the lunar calendar, nearest in the direction of the scope. */
export function resolveLunar(
  { month, day, festive }: Extract<Day, { is: 'lunar' }>,
  scope: Scope,
): Found | null {
  const candidates = years(scope).flatMap(year => {
    const at = nullable(scope.calendar.fromLunar(year, month, day))
    return at === null ? [] : [{ from: at, to: at }]
  })
  return choose(candidates, scope, festive && scope.tense === 'past')
}

/** Years around the moment or inside the stretch named; lunar years reach into the next. */
function years({ ref, within, after }: Scope): number[] {
  const { year } = civil(within?.from ?? after?.from ?? ref)
  return [year - 2, year - 1, year, year + 1, year + 2]
}

/** Overtime looks back, but not over ten months: 国庆加班 said in September is the coming one. */
const LONG_AGO = 300

function choose(candidates: readonly Found[], scope: Scope, orComing: boolean): Found | null {
  const { ref, tense, within, after } = scope
  if (within !== null)
    return candidates.find(({ from, to }) => to >= within.from && from <= within.to) ?? null
  if (after !== null) return candidates.find(({ from }) => from >= after.from) ?? null
  const coming = candidates.find(({ to }) => to >= ref) ?? null
  if (tense === 'future') return coming
  const gone = candidates.findLast(({ from }) => from <= ref) ?? null
  return orComing && (gone === null || ref - gone.to > LONG_AGO) ? coming : gone
}

function inYear(
  festival: Festival,
  aspect: 'day' | 'holiday' | null,
  year: number,
  calendar: Calendar,
): Found | null {
  const at = dayInYear(festival.rule, year, calendar)
  if (at === null) return null
  const day: Found = { from: at, to: at }
  if (festival.holiday === null || aspect === 'day') return day
  const period = calendar.holidays(year).find(({ name }) => name === festival.holiday)
  if (period === undefined) return day
  const [from, to] = [fromIso(period.from), fromIso(period.to)]
  if (aspect === 'holiday') return { from, to, consulted: true }
  return { ...day, alt: [from, to] }
}

function dayInYear(rule: FestivalRule, year: number, calendar: Calendar): EpochDay | null {
  switch (rule.by) {
    case 'solar':
      return epochDay(year, rule.month, rule.day)
    case 'lunar':
      return nullable(calendar.fromLunar(year, rule.month, rule.day))
    case 'eve': {
      const newYear = nullable(calendar.fromLunar(year, 1, 1))
      return newYear === null ? null : newYear - 1
    }
    case 'term':
      return nullable(calendar.solarTerm(rule.term, year))
    case 'weekday': {
      const first = epochDay(year, rule.month, 1)
      return first + ((rule.weekday - weekdayOf(first) + 7) % 7) + 7 * (rule.nth - 1)
    }
    case 'nearest':
      return null
  }
}

/** The holiday that is on or comes next (on or last, looking back). */
function nearestHoliday({ calendar, ref, tense }: Scope): Found | null {
  const { year } = civil(ref)
  const all = [year - 1, year, year + 1].flatMap(each =>
    calendar
      .holidays(each)
      .map(({ from, to }): Found => ({ from: fromIso(from), to: fromIso(to), consulted: true })),
  )
  const found = tense === 'future' ? all.find(({ to }) => to >= ref) : all.findLast(({ from }) => from <= ref)
  return found ?? null
}

function nullable(date: string | null): EpochDay | null {
  return date === null ? null : fromIso(date)
}
