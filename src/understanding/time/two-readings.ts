import type { ReadContext } from '../../kernel/reading.ts'
import { type EpochDay, isoDate } from '../calendar/epoch-day.ts'
import type { Phrase } from './compose/phrase.ts'
import type { Extent } from './resolve/days.ts'
import type { Day } from './scan/token.ts'

// A bare day lies ahead and behind: which of the two is meant.

/** Whether the speaker left open which week, month or year is meant, so that future and past may differ. */
export function isBare({ when }: Phrase): boolean {
  const stretch = when?.stretches[0]
  const day = (stretch?.from ?? stretch?.to)?.day
  return day != null && isBareDay(day)
}

function isBareDay(day: Day): boolean {
  switch (day.is) {
    case 'weekday':
      return day.week === null
    case 'date':
      return day.year === null
    case 'lunar':
      return !day.festive
    case 'period':
      return day.offset === null && !(day.unit === 'year' && day.number !== null)
    case 'slice':
      return false
    case 'within':
      return isBareDay(day.outer)
    case 'weekOf':
      return isBareDay(day.of)
    case 'shift':
      return day.of !== null && isBareDay(day.of)
    default:
      return false
  }
}

/** 从3月30号到现在: what would end before it begins lies behind. */
export function tenseFor(
  { tense, role, when, length, clause, duty }: Phrase,
  future: Extent | null,
  past: Extent | null,
  ref: EpochDay,
): 'past' | 'future' {
  if (tense === 'future') return tense
  // 11月28日加班 a few days before it announces it, and tells nothing of the year before.
  if (distance(past, ref) > LONGEST_MEMORY && distance(future, ref) < NEAR_FUTURE) return 'future'
  if (tense !== null) return tense
  if (length !== null && isUnderWay(when, past, ref)) return 'past'
  // 妻子6月5日生的，…; 清明值班的调休: what is told of a day just gone is not told of the next year.
  if (
    (clause?.told || (duty && role === 'leave')) &&
    distance(past, ref) < NEAR_FUTURE &&
    distance(future, ref) > LONGEST_MEMORY
  )
    return 'past'
  const end = when?.stretches.at(-1)?.to?.day
  const untilNow = end?.is === 'relative' && end.to <= 0
  return role === 'overtime' || untilNow ? 'past' : 'future'
}

/** 开了一个月病假，5月27日到6月26日, said on the 28th: it is under way. */
function isUnderWay(when: Phrase['when'], past: Extent | null, ref: EpochDay): boolean {
  const first = when?.stretches[0]?.from?.day
  if (first?.is !== 'date' || first.month === null || past?.start == null || past.end === null) return false
  return past.start.day < ref && past.end.day >= ref
}

/** Days past which nobody tells of overtime any more, and days for which it is announced. */
const LONGEST_MEMORY = 300
const NEAR_FUTURE = 60

export function isNearer(a: Extent | null, b: Extent | null, ref: EpochDay): boolean {
  return distance(a, ref) < distance(b, ref)
}

function distance(extent: Extent | null, ref: EpochDay): number {
  return extent?.start == null ? 0 : Math.abs(extent.start.day - ref)
}

/** 28号加班 on the 23rd: last month's day, or one still to come. */
export function isOpen({ when, role, tense }: Phrase): boolean {
  const day = when?.stretches[0]?.from?.day
  if (role !== 'overtime' || tense !== null) return false
  return day?.is === 'date' && day.month === null
}

/** A make-up workday exists in one year only: 9月20日补班 needs no second reading. */
export function settled(
  { makeup }: Phrase,
  future: Extent | null,
  past: Extent | null,
  { calendar }: ReadContext,
): Extent | null {
  if (!makeup) return null
  const isMakeup = (extent: Extent | null) =>
    extent?.start != null && calendar.kindOf(isoDate(extent.start.day)) === 'makeup'
  return isMakeup(future) ? future : isMakeup(past) ? past : null
}
