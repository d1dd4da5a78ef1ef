import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { addDays } from '../../kernel/half-day.ts'

/** How soon a human must have looked: facts of the clock, by level. */
export type Level = 'crisis' | 'high' | 'none'

const MINUTE = 60_000
const END_OF_WORK = 17

/**
 * When a case is due, ms UTC: danger to life in 15 minutes, words of self-harm in two hours, anything else by the
 * end of the fifth workday.
 * @param hidden full hours only, since a minute would tell whose message came then: the first for danger to life
 * (whom the duty contact hears of at once, by name), the last within the two hours for words of self-harm
 */
export function dueAt(level: Level, now: number, hidden: boolean, calendar: Calendar, zone: string): number {
  if (level !== 'none') {
    const due = now + (level === 'crisis' ? 15 : 120) * MINUTE
    return hidden ? fullHour(due, level === 'crisis' ? 'ceil' : 'floor', zone) : due
  }
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  let date = local.toPlainDate().toString()
  for (let days = 0; days < 5; ) {
    date = addDays(date, 1)
    if (isWorkday(calendar, date)) days++
  }
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: { hour: END_OF_WORK } })
    .epochMilliseconds
}

function fullHour(at: number, roundingMode: 'ceil' | 'floor', zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return local.round({ smallestUnit: 'hour', roundingMode }).epochMilliseconds
}

/** The graver of two levels. */
export function graver(a: Level, b: Level): Level {
  const order: readonly Level[] = ['none', 'high', 'crisis']
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}
