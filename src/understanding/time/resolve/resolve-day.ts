import { civil, dateExists, type EpochDay, epochDay, weekdayOf } from '../../calendar/epoch-day.ts'
import type { Day } from '../scan/token.ts'
import { type Found, type Scope, single } from './scope.ts'

/** Convention: weeks begin on Monday; a bare weekday takes the week of the left side of its span. */
export function resolveWeekday({ weekday, week }: Extract<Day, { is: 'weekday' }>, scope: Scope): Found {
  const { ref, tense, after, within } = scope
  if (within !== null) return single(monday(within.from) + weekday - 1)
  if (week !== null) {
    const at = monday(ref) + 7 * week + weekday - 1
    // Some people's week ends on Saturday: their 下周日 is the coming Sunday.
    return week > 0 && weekday === 7 ? { ...single(at), alt: [at - 7, at - 7], need: 'week' } : single(at)
  }
  if (after !== null) return single(after.to + daysUntil(weekday, after.to))
  const ahead = daysUntil(weekday, ref)
  if (ahead > 0) return single(tense === 'future' ? ref + ahead : ref + ahead - 7)
  const other = tense === 'future' ? ref + 7 : ref - 7
  return { ...single(ref), alt: [other, other], need: 'day' }
}

/** The Monday of a day's week. */
export function monday(at: EpochDay): EpochDay {
  return at - weekdayOf(at) + 1
}

function daysUntil(weekday: number, from: EpochDay): number {
  return (weekday - weekdayOf(from) + 7) % 7
}

/** Convention: a bare date is the nearest on or after (on or before) the moment; to the right of another, after that. */
export function resolveDate({ year, month, day }: Extract<Day, { is: 'date' }>, scope: Scope): Found | null {
  const { ref, after, within } = scope
  const base = civil(within?.from ?? after?.to ?? ref)
  if (year !== null && month !== null) return found(year, month, day)
  if (within !== null) return found(base.year, month ?? base.month, day)
  if (month === null) {
    return nearest(step => {
      const index = base.year * 12 + base.month - 1 + step
      return found(Math.floor(index / 12), (index % 12) + 1, day)
    }, scope)
  }
  if (after !== null) return nearest(step => found(base.year + step, month, day), scope)
  return found(base.year + yearsAway(month, day, scope), month, day)
}

/**
 * Years to the one in which that place of the calendar comes next (or came last). 2月29日 is not there in most
 * years, and the nearest leap year is nobody's meaning.
 */
function yearsAway(month: number, day: number, { ref, tense }: Scope): number {
  const now = civil(ref)
  const order = Math.sign(month * 32 + day - (now.month * 32 + now.day))
  if (tense === 'future') return order < 0 ? 1 : 0
  return order > 0 ? -1 : 0
}

/** The first existing candidate on the right side of the moment, stepping by month or year. */
function nearest(candidate: (step: number) => Found | null, { ref, tense, after }: Scope): Found | null {
  const direction = after !== null || tense === 'future' ? 1 : -1
  const edge = after?.to ?? ref
  for (let step = 0; Math.abs(step) <= 12; step += direction) {
    const at = candidate(step)
    if (at !== null && (direction > 0 ? at.from >= edge : at.from <= edge)) return at
  }
  return null
}

function found(year: number, month: number, day: number): Found | null {
  return dateExists(year, month, day) ? single(epochDay(year, month, day)) : null
}
