import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { Reading, TimeReading } from '../../kernel/reading.ts'
import { formatDate } from '../format.ts'
import type { Shift } from '../value.ts'
import { EACH, toldDays } from './days-told.ts'
import type { Heard, Hearing } from './heard.ts'
import { clockSpans, hoursBetween } from './number.ts'
import { ownChoices } from './own-choice.ts'

/** More are a list for the office. */
const MOST_SHIFTS = 31
const HOURS_A_DAY = 8
const MOST_HOURS = 24
const WHOLE_DAY = /全天|整天/u
const WORKDAYS = /工作日/u

/**
 * Several days, each with hours of its own: “周一加了2小时，周三加了3小时”, “周六周日各4小时”, “16号到20号每晚3小时，21号8小时”.
 * One day alone is not for this slot. A day whose hours are not told beside others that have theirs is asked about:
 * none is dropped, and none gets the hours of another.
 */
export function hearShifts(hearing: Hearing): Heard {
  const { world, now, reading } = hearing
  const read = (text: string) => world.read(text, { ref: now, calendar: world.calendar, kind: 'overtime' })
  const shifts = new Map<string, Shift>()
  const unread = new Set<string>()
  const parts = toldDays(reading.plain, read, MOST_SHIFTS)
  const own = ownChoices(
    hearing,
    parts.map(({ text }) => text),
  )
  for (const [i, { days, text, each, meant }] of parts.entries()) {
    const choice = own[i] ?? null
    const told = hoursOf(read(text), days.length > 1 && !each ? days.length : 1)
    const worked = WORKDAYS.test(reading.plain) ? workdaysOf(world.calendar, days) : days
    for (const date of worked) {
      const before = shifts.get(date)
      if (told === 'unclear' || (told === null && meant)) unread.add(date)
      else if (told && before)
        shifts.set(date, { ...before, minutes: before.minutes + told.minutes, clock: '' })
      else if (told) shifts.set(date, { date, ...told, ...(choice === null ? {} : { choice }) })
    }
  }
  if (read(reading.plain).times.some(isTooLong))
    return { problem: 'shifts_long', values: { max: MOST_HOURS } }
  const each = reading.plain.search(EACH) >= 0
  if (shifts.size + unread.size < 2 && !(unread.size > 0 && each)) return null
  if (unread.size > 0) return anyHours(read(reading.plain)) ? notRead([...unread]) : null
  if (shifts.size > MOST_SHIFTS) return null
  return { value: [...shifts.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)) }

  function notRead(days: readonly string[]): Heard {
    const named = days.toSorted().map(day => formatDate(day, world.words, now))
    return { problem: 'shifts_unread', values: { days: named.join(world.words.and) } }
  }
}

type Hours = Pick<Shift, 'minutes' | 'clock'>

/** What a day was worked; null where nothing of it is told, `unclear` where several things are, or one for `days` days. */
function hoursOf(reading: Reading, days: number): Hours | 'unclear' | null {
  if (WHOLE_DAY.test(reading.plain) && !reading.times.some(isHours)) return wholeDay()
  const spans = clockSpans(reading)
  const lengths = new Set(reading.times.filter(isHours).map(minutesOf))
  const [length, other] = lengths
  if (length !== undefined) {
    if (other !== undefined || days > 1 || length <= 0) return 'unclear'
    return { minutes: length, clock: clockOf(spans) }
  }
  const inDays = reading.times.find(t => t.amount !== null && (t.unit === 'day' || t.unit === 'workday'))
  if (inDays?.amount === days) return wholeDay()
  if (inDays?.amount) return days > 1 ? 'unclear' : { minutes: inDays.amount * HOURS_A_DAY * 60, clock: '' }
  if (spans.length === 0) return null
  if (days > 1) return 'unclear'
  const minutes = spans.reduce((all, span) => all + minutesBetween(span), 0)
  return { minutes, clock: clockOf(spans) }
}

function wholeDay(): Hours {
  return { minutes: HOURS_A_DAY * 60, clock: '' }
}

function isHours({ amount, unit }: TimeReading): boolean {
  return amount !== null && (unit === 'hour' || unit === 'minute')
}

function minutesOf({ amount, unit }: TimeReading): number {
  return Math.round((amount ?? 0) * (unit === 'hour' ? 60 : 1))
}

function isTooLong(time: TimeReading): boolean {
  return isHours(time) && minutesOf(time) > MOST_HOURS * 60
}

function anyHours(reading: Reading): boolean {
  return reading.times.some(isHours) || clockSpans(reading).length > 0 || WHOLE_DAY.test(reading.plain)
}

/** From when to when on one day: of “16号到20号18点到21点” the hours of each. */
function minutesBetween({ start, end }: TimeReading): number {
  const [day, from, to] = [start?.slice(0, 10) ?? '', start?.slice(11) ?? '', end?.slice(11) ?? '']
  return Math.round(hoursBetween(`${day}T${from}`, `${to > from ? day : addDays(day, 1)}T${to}`) * 60)
}

function clockOf([span, other]: readonly TimeReading[]): string {
  return span && !other ? `${span.start?.slice(11, 16)}-${span.end?.slice(11, 16)}` : ''
}

function workdaysOf(calendar: Calendar, days: readonly string[]): readonly string[] {
  return days.length > 1 ? days.filter(day => isWorkday(calendar, day)) : days
}
