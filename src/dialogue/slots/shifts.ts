import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { Reading, TimeReading } from '../../kernel/reading.ts'
import { formatDate } from '../format.ts'
import type { Shift } from '../value.ts'
import { EACH, toldDays } from './days-told.ts'
import type { Heard, Hearing } from './heard.ts'
import { clockSpans, hoursBetween } from './number.ts'
import { ownChoices } from './own-choice.ts'
import { totalTold, withoutTotalOfEach } from './total.ts'

/** More are a list for the office. */
const MOST_SHIFTS = 31
const HOURS_A_DAY = 8
const MOST_HOURS = 24
const WHOLE_DAY = /全天|整天/u
const WORKDAYS = /工作日/u

/**
 * Several days, each with hours of its own: “周一加了2小时，周三加了3小时”, “周六周日各4小时”, “16号到20号每晚3小时，21号8小时”.
 * One day alone is not for this slot. A day whose hours are not told beside others that have theirs is asked about:
 * none is dropped, and none gets the hours of another, or those of all of them together.
 */
export function hearShifts(hearing: Hearing): Heard {
  const { world, now } = hearing
  const plain = withoutTotalOfEach(hearing.reading.plain)
  const { shifts, unread } = told(hearing, plain)
  const reading = readFor(hearing)(plain)
  if (reading.times.some(isTooLong)) return { problem: 'shifts_long', values: { max: MOST_HOURS } }
  const each = plain.search(EACH) >= 0
  if (shifts.size + unread.size < 2 && !(unread.size > 0 && each)) return null
  if (unread.size > 0) return anyHours(reading) ? notRead([...unread]) : null
  if (shifts.size > MOST_SHIFTS) return null
  return { value: [...shifts.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)) }

  function notRead(days: readonly string[]): Heard {
    const named = days.toSorted().map(day => formatDate(day, world.words, now))
    return { problem: 'shifts_unread', values: { days: named.join(world.words.and) } }
  }
}

/** What is known of each day, and the days of which it is not. */
interface Told {
  readonly shifts: ReadonlyMap<string, Shift>
  readonly unread: ReadonlySet<string>
}

/** What is told of each day. A total of several is of none of them: it adds up what is told beside it, or it is asked. */
function told(hearing: Hearing, plain: string): Told {
  const total = totalTold(plain)
  if (!total) return toldOfEach(hearing, plain, '')
  const beside = toldOfEach(hearing, total.rest, '')
  const minutes = readFor(hearing)(total.said).times.filter(isHours).map(minutesOf)
  const sum = beside.shifts.values().reduce((all, shift) => all + shift.minutes, 0)
  if (beside.unread.size === 0 && minutes.includes(sum)) return beside
  const whole = toldOfEach(hearing, plain, total.said)
  const days = new Set([...beside.named, ...whole.named])
  return anyHours(readFor(hearing)(total.rest)) || days.size < 2 ? whole : { shifts: new Map(), unread: days }
}

/** @param total a length that is of several days together */
function toldOfEach(hearing: Hearing, plain: string, total: string): Told & { named: ReadonlySet<string> } {
  const read = readFor(hearing)
  const shifts = new Map<string, Shift>()
  const unread = new Set<string>()
  const parts = toldDays(plain, read, MOST_SHIFTS)
  const own = ownChoices(
    hearing,
    parts.map(({ text }) => text),
  )
  const worked = (days: readonly string[]) =>
    WORKDAYS.test(plain) ? workdaysOf(hearing.world.calendar, days) : days
  for (const [i, { days, text, each, meant }] of parts.entries()) {
    const choice = own[i] ?? null
    const ofAll = total !== '' && text.includes(total)
    const hours = hoursOf(read(text), days.length > 1 && (!each || ofAll) ? days.length : 1)
    for (const date of worked(days)) {
      const before = shifts.get(date)
      if (hours === 'unclear' || (hours === null && meant)) unread.add(date)
      else if (hours && before)
        shifts.set(date, { ...before, minutes: before.minutes + hours.minutes, clock: '' })
      else if (hours) shifts.set(date, { date, ...hours, ...(choice === null ? {} : { choice }) })
    }
  }
  const named = new Set(parts.filter(part => !part.without).flatMap(({ days }) => worked(days)))
  return { shifts, unread, named }
}

function readFor({ world, now }: Hearing): (text: string) => Reading {
  return text => world.read(text, { ref: now, calendar: world.calendar, kind: 'overtime' })
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
