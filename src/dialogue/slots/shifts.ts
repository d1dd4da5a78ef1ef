import { addDays } from '../../kernel/half-day.ts'
import type { Reading, TimeReading } from '../../kernel/reading.ts'
import { clauses } from '../interpret/bare.ts'
import type { Shift } from '../value.ts'
import type { Heard, Hearing } from './heard.ts'
import { clockSpans, hoursTold } from './number.ts'

/** More are a list for the office. */
const MOST_SHIFTS = 8
const HOURS_A_DAY = 8
/** “周六周日各4小时”: what follows holds for each of several days. */
const EACH = /[各每均]|都是|都加|天天|晚晚/u
/** “周一2小时、周三3小时”: the signs between days, where each has its own hours. */
const BETWEEN = /[、和](?=\S{0,8}?[周号日天晚])/u

/**
 * Several days, each with hours of its own: “周一加了2小时，周三加了3小时”, “周六周日各4小时”. One day alone, or a day
 * whose hours are not told, is not for this slot.
 */
export function hearShifts({ world, now, reading }: Hearing): Heard {
  const read = (text: string) => world.read(text, { ref: now, calendar: world.calendar, kind: 'overtime' })
  const parts = clauses(reading.plain).flatMap(part => part.split(BETWEEN))
  const found = (parts.length > 1 ? pairs(parts.map(read)) : null) ?? each(read(reading.plain))
  if (!found || found.length > MOST_SHIFTS) return null
  return { value: found.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}

/** A day and its hours in each clause; null where one has the one and not the other. */
function pairs(readings: readonly Reading[]): Shift[] | null {
  const shifts = new Map<string, Shift>()
  for (const reading of readings) {
    const date = oneDay(reading)
    const hours = hoursTold(reading)
    if (date === null && hours === null) continue
    if (date === null || hours === null || hours <= 0 || shifts.has(date)) return null
    shifts.set(date, shiftOf(date, hours, clockOf(reading)))
  }
  return shifts.size > 1 ? [...shifts.values()] : null
}

/** Several days with the same hours each, or as many whole days as there are days. */
function each(reading: Reading): Shift[] | null {
  const days = reading.times.map(daysOf).find(list => list.length > 1)
  if (!days) return null
  const length = reading.times.find(t => t.amount !== null && (t.unit === 'day' || t.unit === 'workday'))
  if (length?.amount === days.length) return days.map(date => shiftOf(date, HOURS_A_DAY, ''))
  const inHours = reading.times.find(t => t.amount !== null && t.unit === 'hour')?.amount
  const hours = inHours ?? (clockSpans(reading).length > 0 ? hoursTold(reading) : null)
  if (hours === null || hours === undefined || hours <= 0 || !EACH.test(reading.plain)) return null
  return days.map(date => shiftOf(date, hours, clockOf(reading)))
}

function oneDay({ times }: Reading): string | null {
  const [day, other] = new Set(times.filter(t => !t.negated).flatMap(dayOf))
  return day !== undefined && other === undefined ? day : null
}

function dayOf(time: TimeReading): string[] {
  const { start } = time.past ?? time
  return start && daysOf(time).length <= 1 && time.needs.length === 0 ? [start.slice(0, 10)] : []
}

/** The days of a stretch or a list; a night that ends the next morning is one. */
function daysOf({ dates, start, end }: TimeReading): readonly string[] {
  if (dates) return dates
  if (!start || !end || start.includes('T') || end.includes('T') || end <= start) return []
  const days = [start]
  for (let day = start; day < end && days.length <= MOST_SHIFTS; ) {
    day = addDays(day, 1)
    days.push(day)
  }
  return days
}

function clockOf(reading: Reading): string {
  const [span, other] = clockSpans(reading)
  return span && !other ? `${span.start?.slice(11, 16)}-${span.end?.slice(11, 16)}` : ''
}

function shiftOf(date: string, hours: number, clock: string): Shift {
  return { date, minutes: Math.round(hours * 60), clock }
}
