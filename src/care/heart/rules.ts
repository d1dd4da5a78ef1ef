import { type Calendar, workdaysLater } from '../../kernel/calendar.ts'

/**
 * How soon a human must have looked: danger to life, words of self-harm, what else wants a human the next workday, and
 * everything else.
 */
export type Level = 'crisis' | 'high' | 'serious' | 'none'

const MINUTE = 60_000
const END_OF_WORK = 17

/**
 * When a case is due, ms UTC: danger to life in 15 minutes, words of self-harm in two hours, what is serious by the
 * end of the next workday, anything else by the end of the fifth.
 * @param hidden full hours only, since a minute would tell whose message came then: the first for danger to life
 * (whom the duty contact hears of at once, by name), the last within the two hours for words of self-harm
 */
export function dueAt(level: Level, now: number, hidden: boolean, calendar: Calendar, zone: string): number {
  if (isUrgent(level)) {
    const due = now + (level === 'crisis' ? 15 : 120) * MINUTE
    return hidden ? fullHour(due, level === 'crisis' ? 'ceil' : 'floor', zone) : due
  }
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const today = local.toPlainDate().toString()
  const date = workdaysLater(calendar, today, level === 'serious' ? 1 : 5)
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: { hour: END_OF_WORK } })
    .epochMilliseconds
}

function fullHour(at: number, roundingMode: 'ceil' | 'floor', zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return local.round({ smallestUnit: 'hour', roundingMode }).epochMilliseconds
}

/** Whether night and holidays are no reason to wait. */
export function isUrgent(level: Level): boolean {
  return level === 'crisis' || level === 'high'
}

/**
 * How long after a reminder nobody has followed the next one comes, ms.
 * @param reminded how often it has been said
 */
export function untilAgain(level: Level, reminded: number): number {
  const first = level === 'crisis' ? 15 : 60
  return (reminded < 8 ? first : first * 4) * MINUTE
}

/** The graver of two levels. */
export function graver(a: Level, b: Level): Level {
  const order: readonly Level[] = ['none', 'serious', 'high', 'crisis']
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}
