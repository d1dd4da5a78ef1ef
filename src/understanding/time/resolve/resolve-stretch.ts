import type { Calendar } from '../../../kernel/calendar.ts'
import {
  addMonths,
  civil,
  daysInMonth,
  type EpochDay,
  epochDay,
  weekdayOf,
} from '../../calendar/epoch-day.ts'
import type { Day } from '../scan/token.ts'
import { monday } from './resolve-day.ts'
import type { Found, Scope } from './scope.ts'
import { outward } from './workdays.ts'

type Period = Extract<Day, { is: 'period' }>
type Slice = Extract<Day, { is: 'slice' }>

/** Weeks, weekends, months, quarters and years. */
export function resolvePeriod({ unit, offset, number }: Period, scope: Scope): Found | null {
  const { ref, tense, after, within } = scope
  const base = within?.from ?? after?.from ?? ref
  const { year, month } = civil(base)
  switch (unit) {
    case 'week':
      return days(monday(ref) + 7 * (offset ?? 0), 7)
    case 'weekend': {
      const saturday = monday(within?.from ?? ref) + 5
      const ahead = tense === 'past' && offset === null && saturday > ref
      return days(saturday + 7 * (offset ?? (ahead ? -1 : 0)), 2)
    }
    case 'year':
      return months(number ?? year + (offset ?? 0), 1, 12)
    case 'quarter':
      return months(year, (number ?? Math.ceil(month / 3) + (offset ?? 0)) * 3 - 2, 3)
    case 'month': {
      if (number === null) return months(year, month + (offset ?? 0), 1)
      const ahead = within === null && (tense === 'future' || after !== null) && number < month
      const behind = within === null && tense === 'past' && after === null && number > month
      return months(year + Number(ahead) - Number(behind), number, 1)
    }
  }
}

/** A piece of the week, month or year named, or of the one in which it comes next (or came last). */
export function resolveSlice(day: Slice, { ref, tense, within }: Scope): Found {
  if (within !== null) return cut(day, within)
  const { year, month } = civil(ref)
  const [first, step] = day.unit === 'year' ? [1, 12] : [month, 1]
  const here = cut(day, months(year, first, step))
  const half = day.slice === 'firstHalf' || day.slice === 'secondHalf' // 上半年 is this year's, even in autumn
  if (half || (tense === 'future' ? here.to >= ref : here.from <= ref)) return here
  return cut(day, months(year, first + (tense === 'future' ? step : -step), step))
}

function cut({ unit, slice }: Slice, { from, to }: Found): Found {
  if (unit === 'week') return weekPiece(slice, from)
  return unit === 'year' ? yearPiece(slice, civil(from).year) : monthPiece(slice, from, to)
}

function weekPiece(slice: Slice['slice'], from: EpochDay): Found {
  if (slice === 'early') return days(from, 2)
  return slice === 'late' ? days(from + 4, 3) : days(from + 2, 1)
}

function yearPiece(slice: Slice['slice'], year: number): Found {
  if (slice === 'firstHalf') return months(year, 1, 6)
  if (slice === 'secondHalf') return months(year, 7, 6)
  return { ...months(year, slice === 'early' ? 1 : slice === 'middle' ? 6 : 12, 1), fuzzy: true }
}

/** Convention: 上旬 1–10, 中旬 11–20, 下旬 21–end; 月初, 月中, 月底 are fuzzy. */
function monthPiece(slice: Slice['slice'], from: EpochDay, to: EpochDay): Found {
  switch (slice) {
    case 'early':
      return { ...days(from, 10), fuzzy: true, alt: [from, from + 4] }
    case 'middle':
      return { ...days(from + 10, 10), fuzzy: true, alt: [from + 13, from + 16] }
    case 'late':
      return { from: from + 20, to, fuzzy: true, alt: [from + 24, to] }
    case 'first10':
      return days(from, 10)
    case 'second10':
      return days(from + 10, 10)
    case 'last10':
      return { from: from + 20, to }
    case 'last20':
      return { from: from + 10, to }
    case 'firstHalf':
      return days(from, 15)
    case 'secondHalf':
      return { from: from + 15, to }
  }
}

/** 第三天, 最后两个工作日, 第一个周五, 第二周 of a stretch; null where the stretch is shorter. */
export function nthOf(
  day: Extract<Day, { is: 'nth' }>,
  { from, to }: Found,
  calendar: Calendar,
): Found | null {
  const found = place(day, from, to, calendar)
  // The Sunday of a month's last weekend may lie in the next.
  const within = found.to <= to || (day.unit === 'weekend' && found.from <= to)
  return found.from >= from && within && found.from <= found.to ? found : null
}

function place(day: Extract<Day, { is: 'nth' }>, from: EpochDay, to: EpochDay, calendar: Calendar): Found {
  const [edge, side] = day.fromEnd ? ([to, -1] as const) : ([from, 1] as const)
  if (day.unit === 'week') {
    // A week belongs to the month that holds most of it.
    const start = day.fromEnd ? monday(to - 3) : monday(from + 3) + 7 * (day.nth - 1)
    return { from: Math.max(from, start), to: Math.min(to, start + 6) }
  }
  if (day.weekday === null)
    return outward(calendar, edge, side, day.nth, day.count, day.unit === 'workday' ? 'workday' : 'day')
  const gap = ((day.weekday - weekdayOf(edge)) * side + 7) % 7
  const first = edge + side * (gap + 7 * (day.nth - 1))
  return { from: first, to: day.unit === 'weekend' ? first + 1 : first }
}

function days(from: EpochDay, count: number): Found {
  return { from, to: from + count - 1 }
}

/** `count` months from a month that may lie before 1 or after 12. */
function months(year: number, month: number, count: number): Found {
  const from = addMonths(epochDay(year, 1, 1), month - 1)
  const last = civil(addMonths(from, count - 1))
  return { from, to: epochDay(last.year, last.month, daysInMonth(last.year, last.month)) }
}
