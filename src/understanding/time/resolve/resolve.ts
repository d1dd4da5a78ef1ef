import type { Day } from '../scan/token.ts'
import { flankOf, resolveRun, shiftFrom } from './resolve-count.ts'
import { monday, resolveDate, resolveWeekday } from './resolve-day.ts'
import { resolveFestival, resolveLunar } from './resolve-festival.ts'
import { nthOf, resolvePeriod, resolveSlice } from './resolve-stretch.ts'
import { type Found, type Scope, single } from './scope.ts'

/** The days that an expression means in a scope; null where there are none. */
export function resolveDay(day: Day, scope: Scope): Found | null {
  switch (day.is) {
    case 'relative':
      return day.around && scope.tense === 'past'
        ? relative(-day.to, -day.from, scope)
        : relative(day.from, day.to, scope)
    case 'next':
      return single((scope.after?.to ?? scope.ref) + 1)
    case 'weekday':
      return resolveWeekday(day, scope)
    case 'date':
      return resolveDate(day, scope)
    case 'lunar':
      return resolveLunar(day, scope)
    case 'festival':
      return resolveFestival(day, scope)
    case 'period':
      return resolvePeriod(day, scope)
    case 'slice':
      return resolveSlice(day, scope)
    case 'nth':
      return scope.within && nthOf(day, scope.within, scope.calendar)
    case 'rest':
      return scope.within && restOf(scope.within, scope.ref)
    case 'within':
      return within(day.outer, day.inner, scope)
    case 'flank': {
      const core = resolveDay(wholeHoliday(day.of), scope)
      return core && flankOf(day, core, scope.calendar)
    }
    case 'shift': {
      const base = day.of === null ? single(scope.ref) : resolveDay(day.of, scope)
      return base && shiftFrom(day, base, scope)
    }
    case 'weekOf': {
      const base = resolveDay(day.of, scope)
      return base && { from: monday(base.from), to: monday(base.from) + 6 }
    }
    case 'run':
      return resolveRun(day, scope)
  }
}

const SMALL_HOURS = 5 * 60

/** At ten past midnight 明天 may be the day that has already begun. */
function relative(from: number, to: number, { ref, minute }: Scope): Found {
  const found: Found = { from: ref + from, to: ref + to }
  return minute < SMALL_HOURS && from > 0
    ? { ...found, alt: [found.from - 1, found.to - 1], need: 'day' }
    : found
}

function within(outerDay: Day, innerDay: Day, scope: Scope): Found | null {
  const outer = resolveDay(wholeHoliday(outerDay), scope)
  const inner = outer && resolveDay(innerDay, { ...scope, within: outer, after: null })
  return inner && { ...inner, consulted: outer.consulted === true || inner.consulted === true }
}

function restOf({ from, to }: Found, ref: number): Found | null {
  return ref > to ? null : { from: Math.max(from, ref), to }
}

/** 国庆第三天 and 国庆前一天 are counted on the days off, not on 10月1日. */
function wholeHoliday(day: Day): Day {
  return day.is === 'festival' ? { ...day, aspect: 'holiday' } : day
}
