import { addDays, daysBetween, halfDay } from '../../kernel/half-day.ts'
import type { Span, TimeReading } from '../../kernel/reading.ts'
import { formatDate } from '../format.ts'
import type { Value } from '../value.ts'
import type { Heard, Hearing } from './heard.ts'

/** “周六要加班4小时”: still to come, where else what is over is meant. Not “我要登记周六的加班”, “要求加班”. */
const INTENDS =
  /(?:要|准备|计划|打算|预计|安排)(?:[^，。；登记报录补求把]{0,8}?)(?:加班|值班|加个班)|预先报|提前报|预报加班/u

/** A day, as a `date`, or as a half-day of its own (a `half_day` slot that has no partner). */
export function hearDate(hearing: Hearing): Heard {
  const { slot, world, now, frame } = hearing
  const said = slot.reading === 'past' ? pastOf(hearing) : hearing.reading.time
  if (!said) return null
  const { plain, times } = hearing.reading
  // “昨晚防台，18点到21点”: the clock is of the day that was named beside it.
  const named = isClockAlone(plain, said) && times.find(one => namesDay(plain, one))
  const time = named || said
  if (time.invalid && slot.unasked) return null
  if (time.invalid) {
    return ask('bad_date', { text: time.invalid.text }, time.invalid.nearest)
  }
  // “16点到20点” of a day that stands says nothing of the day.
  if (!hearing.asked && slot.name in frame.slots && isClockAlone(plain, time)) return null
  if (slot.reading === 'near' && time.past && time.future) {
    const both = days([time.past, time.future])
    // “周四” said on Monday: last week's, or this week's.
    const [gone = 0, left = 0] = both.map(date => Math.abs(daysBetween(now.slice(0, 10), date)))
    if (both.length > 1 && Math.max(gone, left) <= WEEK) return ask('which_date', {}, both)
    const nearer = both[gone <= left ? 0 : 1]
    if (nearer !== undefined) return { value: valueFor(nearer, time) }
  }
  const intends = slot.reading === 'past' && INTENDS.test(plain)
  const past = slot.reading === 'past' && time.kind !== 'overtime' ? (time.past ?? time) : time
  const span = intends ? (time.future ?? time) : past
  const date = (span.start ?? span.end)?.slice(0, 10)
  if (date === undefined) return null
  // What is never asked for asks nothing back.
  if (slot.unasked && slot.type === 'date' && slot.edge === 'end')
    return { value: (span.end ?? date).slice(0, 10) }
  if (slot.unasked) return { value: valueFor(date) }
  if (isEndAlone(slot) && time.kind === 'range' && time.start && !time.fuzzy)
    return time.end && time.amount === null ? { value: valueFor(time.end.slice(0, 10), time) } : null
  const each = daysApart(time)
  if (each.length > MOST_DAYS) return { problem: 'which_day', values: {} }
  if (each.length > 1) return ask('one_day_each', {}, each)
  // 28号加班 said on the 23rd: of last month, or still to come.
  const either = slot.reading === 'past' && !intends && time.needs.includes('day') && time.past && time.future
  if (either) return ask('which_date', {}, days([time.past, time.future].filter(span => span !== null)))
  const readings = time.alt && !time.fuzzy && slot.reading !== 'past' ? days([time, time.alt]) : []
  if (readings.length > 1) return ask('which_date', {}, readings)
  if (time.fuzzy || time.needs.includes('day')) return { problem: 'which_day', values: {} }
  return { value: valueFor(date, time) }

  function valueFor(day: string, from?: TimeReading): Value {
    if (slot.type === 'date') return day
    const part = slot.edge === 'end' ? from?.endPart : from?.startPart
    const afternoon =
      slot.edge === 'end' ? part !== 'am' : part !== null && part !== undefined && part !== 'am'
    return halfDay(day, afternoon ? 'p' : 'a')
  }

  function ask(kind: string, values: Record<string, string>, dates: readonly string[]): Heard {
    return {
      between: {
        kind,
        values,
        options: dates.map(day => ({
          label: formatDate(day, world.words, now),
          commands: [{ do: 'set', frame: frame.id, values: { [slot.name]: valueFor(day) } }],
        })),
      },
    }
  }
}

/** “昨晚值班到12点，明天能补休吗”: of several times the one that is over, where one that is over is asked for. */
function pastOf({ reading, now }: Hearing): TimeReading | null {
  const today = now.slice(0, 10)
  const isOver = ({ start, end }: TimeReading) => (start ?? end ?? '~').slice(0, 10) <= today
  const { time, times } = reading
  return time && !isOver(time) && !time.past ? (times.find(isOver) ?? time) : time
}

/** An end whose start is known: of “27号到30号” it is the last day, and “从周五起一天半” says none. */
function isEndAlone({ type, edge }: Hearing['slot']): boolean {
  return type === 'half_day' && edge === 'end'
}

/** Within so many days either way both readings of a weekday are near. */
const WEEK = 7

/** Offered as buttons; more of them are asked for. */
const MOST_DAYS = 8

/** “周六和周日都加班了”: several days, where one is asked for. A night that ends the next morning is one. */
function daysApart({ dates, start, end, startPart, endPart }: TimeReading): readonly string[] {
  if (dates) return dates
  if (start && startPart === 'eve' && endPart === 'am' && end === addDays(start, 1)) return []
  if (!start || !end || end <= start || start.includes('T') || end.includes('T')) return []
  const days = [start]
  while (days.length <= MOST_DAYS && (days.at(-1) ?? end) < end) days.push(addDays(days.at(-1) ?? end, 1))
  return days
}

function isClockAlone(plain: string, { start, span }: TimeReading): boolean {
  return start?.includes('T') === true && !/[日号天周月期昨今明前后]|[当那]晚/u.test(plain.slice(...span))
}

function namesDay(plain: string, time: TimeReading): boolean {
  return !time.negated && time.start !== null && time.amount === null && !isClockAlone(plain, time)
}

/** A time of day, `HH:MM`. */
export function hearTime({ reading }: Hearing): Heard {
  const clock = reading.times.map(t => t.start ?? t.end).find(text => text?.includes('T'))
  return clock ? { value: clock.slice(11, 16) } : null
}

function days(spans: readonly Span[]): string[] {
  return [...new Set(spans.flatMap(span => (span.start ?? span.end ?? '').slice(0, 10) || []))]
}
