import { type Calendar, isPublished, isWorkday } from '../../../kernel/calendar.ts'
import { dateOf, type HalfDay, halfDays, nextHalf } from '../../../kernel/half-day.ts'
import type { Counting } from './table.ts'

/** A leave from one half-day to another, both included. */
export interface Stretch {
  readonly from: HalfDay
  readonly to: HalfDay
}

/**
 * Half-days a stretch takes. By workday, rest days and holidays are never taken, whichever half of them is named, and
 * make-up workdays are (条例 art. 3); by natural day every one is.
 */
export function countHalfDays(calendar: Calendar, counting: Counting, { from, to }: Stretch): number {
  let count = 0
  for (const half of halfDays(from, to)) if (counts(calendar, counting, half)) count++
  return count
}

/** The half-days of a stretch by the year of each day: every year gives its own (条例 art. 5: within one year). */
export function chargeByYear(
  calendar: Calendar,
  { from, to }: Stretch,
  counting: Counting = 'workday',
): Map<number, number> {
  const years = new Map<number, number>()
  for (const half of halfDays(from, to)) {
    if (!counts(calendar, counting, half)) continue
    const year = Number(half.slice(0, 4))
    years.set(year, (years.get(year) ?? 0) + 1)
  }
  return years
}

/** The half-days of a stretch by date, in order: each is judged by its own day. */
export function chargeByDate(
  calendar: Calendar,
  { from, to }: Stretch,
): { date: string; halfDays: number }[] {
  const dates = new Map<string, number>()
  for (const half of halfDays(from, to))
    if (counts(calendar, 'workday', half)) dates.set(dateOf(half), (dates.get(dateOf(half)) ?? 0) + 1)
  return [...dates].map(([date, halfDays]) => ({ date, halfDays }))
}

/** Whether any day of a stretch lies in a year whose holidays are not published: counting it is provisional. */
export function isProvisional(calendar: Calendar, { from, to }: Stretch): boolean {
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!isPublished(calendar, `${year}-01-01`)) return true
  return false
}

/** Whether days that a kind takes of a stretch are a guess: workdays of a year whose holidays are not published. */
export function isCountedByGuess(calendar: Calendar, counting: Counting, stretch: Stretch): boolean {
  return counting === 'workday' && stretch.from <= stretch.to && isProvisional(calendar, stretch)
}

/** When work begins again after a leave: the next working half-day. */
export function dueBack(calendar: Calendar, end: HalfDay): HalfDay {
  let half = nextHalf(end)
  while (!isWorkday(calendar, dateOf(half))) half = nextHalf(half)
  return half
}

/**
 * So many half-days right after a leave: by workday from when work would begin again, by natural day from the next
 * half-day on.
 * @param end the last half-day of the leave @param halfDays at least 1
 */
export function addedStretch(
  calendar: Calendar,
  counting: Counting,
  end: HalfDay,
  halfDays: number,
): { from: HalfDay; to: HalfDay } {
  const from = counting === 'natural' ? nextHalf(end) : dueBack(calendar, end)
  let to = from
  for (let left = halfDays - 1; left > 0; ) {
    to = nextHalf(to)
    if (counts(calendar, counting, to)) left--
  }
  return { from, to }
}

/** The end of a leave with everything that follows it without a working half-day between. */
export function endOfAway(calendar: Calendar, leave: Stretch, others: readonly Stretch[]): HalfDay {
  let end = leave.to
  for (;;) {
    const next = others.find(({ from, to }) => to > end && from <= dueBack(calendar, end))
    if (!next) return end
    end = next.to
  }
}

/**
 * Working half-days that somebody is late: from the one he was due on to the one before he was back.
 * @param others leave that he was on meanwhile: that is no lateness
 */
export function overdueHalfDays(
  calendar: Calendar,
  end: HalfDay,
  back: HalfDay,
  others: readonly Stretch[] = [],
): HalfDay[] {
  const late: HalfDay[] = []
  for (let half = dueBack(calendar, end); half < back; half = nextHalf(half))
    if (isWorkday(calendar, dateOf(half)) && !others.some(({ from, to }) => from <= half && half <= to))
      late.push(half)
  return late
}

/**
 * Of half-days that somebody is late, the most in a row (连续): rest days between them break nothing, a working half-day
 * that other leave covers does.
 * @param late ascending
 */
export function longestRun(calendar: Calendar, late: readonly HalfDay[]): HalfDay[] {
  let longest: HalfDay[] = []
  let run: HalfDay[] = []
  for (const half of late) {
    const last = run.at(-1)
    const broken = last !== undefined && overdueHalfDays(calendar, last, half).length > 0
    run = broken ? [half] : [...run, half]
    if (run.length > longest.length) longest = run
  }
  return longest
}

/**
 * A leave that ended early, or during which somebody was called back: the half-day of return is worked, what comes
 * before it is used, the rest is given back.
 */
export function returnedAt(
  calendar: Calendar,
  counting: Counting,
  leave: Stretch,
  back: HalfDay,
): { used: number; refund: number } {
  const whole = countHalfDays(calendar, counting, leave)
  let used = 0
  for (const half of halfDays(leave.from, leave.to))
    if (half < back && counts(calendar, counting, half)) used++
  return { used, refund: whole - used }
}

/** The last day of a stretch in a year, or `today` where that is later: when what there is in the year is judged. */
export function dateOfLast({ to }: Stretch, year: number, today: string): string {
  const end = dateOf(to) < `${year}-12-31` ? dateOf(to) : `${year}-12-31`
  return end > today ? end : today
}

/** The half-day on which two stretches meet; null where they share none. Rest days are shared too. */
export function sharedHalfDay(a: Stretch, b: Stretch): HalfDay | null {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to < b.to ? a.to : b.to
  return from <= to ? from : null
}

/** Whether nobody works between two stretches: one leave in two requests. */
export function isAdjacent(calendar: Calendar, a: Stretch, b: Stretch): boolean {
  if (sharedHalfDay(a, b)) return true
  const [first, second] = a.to < b.from ? [a, b] : [b, a]
  return dueBack(calendar, first.to) >= second.from
}

function counts(calendar: Calendar, counting: Counting, half: HalfDay): boolean {
  return counting === 'natural' || isWorkday(calendar, dateOf(half))
}
