/**
 * A half-day: an ISO date followed by `a` (morning) or `p` (afternoon), for example `2026-11-24a`.
 * Sortable as text, one type for whole and half days, free of time zones.
 */
export type HalfDay = `${string}${'a' | 'p'}`

/** The smallest unit of leave: which half of a day. */
export type Half = 'a' | 'p'

const SHAPE = /^\d{4}-\d{2}-\d{2}[ap]$/

/** Whether `text` is a half-day of a day that exists. */
export function isHalfDay(text: unknown): text is HalfDay {
  return typeof text === 'string' && SHAPE.test(text) && isDate(text.slice(0, 10))
}

/** Whether `text` is an ISO date (`YYYY-MM-DD`) of a day that exists. */
export function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  if (month < '01' || month > '12' || day < '01') return false
  if (day <= '28') return true
  return Number(day) <= Temporal.PlainYearMonth.from(`${year}-${month}`).daysInMonth
}

export function halfDay(date: string, half: Half): HalfDay {
  return `${date}${half}`
}

export function dateOf(value: HalfDay): string {
  return value.slice(0, 10)
}

export function halfOf(value: HalfDay): Half {
  return value.endsWith('a') ? 'a' : 'p'
}

/** The date `days` calendar days after `date` (before it when negative). */
export function addDays(date: string, days: number): string {
  // Every month has these days: counting a leave asks for the next day some hundred times a message.
  const day = Number(date.slice(8)) + days
  if (day >= 1 && day <= 28) return `${date.slice(0, 8)}${String(day).padStart(2, '0')}`
  const asked = `${date}${days}`
  const known = sums.get(asked)
  if (known !== undefined) return known
  if (sums.size >= REMEMBERED) sums.clear()
  const sum = Temporal.PlainDate.from(date).add({ days }).toString()
  sums.set(asked, sum)
  return sum
}

/** Sums across the end of a month: a day asks for the same few again and again (thirty days ago, two years ago). */
const sums = new Map<string, string>()
const REMEMBERED = 2_000

/** Calendar days from `a` to `b`: 0 for the same day, negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b)).days
}

/** ISO weekday, 1 = Monday to 7 = Sunday. */
export function weekday(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/** The half-day after `value`. */
export function nextHalf(value: HalfDay): HalfDay {
  return halfOf(value) === 'a' ? halfDay(dateOf(value), 'p') : halfDay(addDays(dateOf(value), 1), 'a')
}

/** The half-day before `value`. */
export function previousHalf(value: HalfDay): HalfDay {
  return halfOf(value) === 'p' ? halfDay(dateOf(value), 'a') : halfDay(addDays(dateOf(value), -1), 'p')
}

/** Every half-day from `from` to `to`, both included; empty when `to` is earlier. */
export function* halfDays(from: HalfDay, to: HalfDay): Generator<HalfDay> {
  for (let at = from; at <= to; at = nextHalf(at)) yield at
}
