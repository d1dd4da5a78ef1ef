import { isWorkday } from '../../kernel/calendar.ts'
import { dateOf, type HalfDay, halfDay, halfDays, halfOf } from '../../kernel/half-day.ts'
import type { Span, TimeReading } from '../../kernel/reading.ts'
import { formatDate, formatSpan } from '../format.ts'
import { type Length, lengthOf } from './length.ts'
import { adjoining, bounds, endOf, isClock, startOf } from './span-bounds.ts'
import {
  asHalfDays,
  badDate,
  type Ends,
  lengthAgainstSpan,
  type SpanHeard,
  type SpanHearing,
  set,
  whichEdge,
  whichHalf,
  withEnd,
} from './span-questions.ts'

export type { SpanHeard } from './span-questions.ts'

/** Fills the start, the end or both; asks where two readings differ and matter. */
export function hearSpan(h: SpanHearing): SpanHeard {
  const { time } = h
  if (time.invalid) return badDate(h, time.invalid)
  const length = lengthOf(time)
  if (time.start === null && time.end === null) return length ? withLength(h, length) : null
  if (time.dates && time.dates.length > 1 && !adjoining(time.dates)) return whichOf(h, time.dates)
  const gone = justGone(time, h.now)
  if (gone) return between(h, 'which_date', gone)
  if (time.alt && !time.fuzzy) return between(h, 'which_date', [time, time.alt])
  if (time.start !== null && isBackwards(time))
    return { from: startOf(time.start, time.startPart), note: 'backwards' }
  if (time.fuzzy || (time.needs.includes('day') && !isPlain(h, time, length)))
    return { problem: 'which_day', values: {} }
  if (time.start !== null && time.needs.includes('part') && (length?.halfDays ?? 1) <= 1)
    return whichHalf(h, time, length !== null)
  return settle(h, bounds(time), length)
}

/** “从后天到明天”: the reader knows that such an end is none. */
function isBackwards({ kind, end, needs }: TimeReading): boolean {
  return kind === 'range' && end === null && needs.includes('day')
}

/** “11月20日请假” three days later: just gone, or in a year. Leave is handed in afterwards more often than so early. */
function justGone({ start, past, future }: TimeReading, now: string): readonly Span[] | null {
  if (past?.start == null || future?.start == null || start !== future.start) return null
  const today = Temporal.PlainDate.from(now.slice(0, 10))
  const since = Temporal.PlainDate.from(past.start.slice(0, 10)).until(today).days
  const ahead = today.until(Temporal.PlainDate.from(future.start.slice(0, 10))).days
  return since <= JUST_GONE && ahead >= FAR_AHEAD ? [past, future] : null
}

/** Days for which leave is handed in afterwards, and from which on nobody asks for it yet. */
const JUST_GONE = 31
const FAR_AHEAD = 300

/** Though a day was to be asked for, it is plain: a start without an end, or a length that fills its span. */
function isPlain(h: SpanHearing, { kind, start, end }: TimeReading, length: Length | null): boolean {
  if (start === null || end === null) return kind === 'range' && start !== null
  if (length === null) return false
  const all = [...halfDays(startOf(start, null), endOf(end, null))]
  const working = all.filter(half => isWorkday(h.world.calendar, dateOf(half)))
  return length.halfDays === all.length || length.halfDays === working.length
}

/** Decides which of the two slots the bounds fill. */
function settle(
  h: SpanHearing,
  at: { from: HalfDay | null; to: HalfDay | null },
  length: Length | null,
): SpanHeard {
  const { time, frame, pair } = h
  const { from, to } = at
  if (from === null) return to === null ? null : { to }
  if (isClock(time)) return asHalfDays(h, from, to ?? from)
  const several = to !== null && dateOf(to) !== dateOf(from)
  // Months are of many lengths: the days that were said hold.
  if (several && length && time.unit !== 'hour' && length.unit !== 'month')
    return lengthAgainstSpan(h, from, to, length)
  if (several) return { from, to }
  if (length) return withEnd(h, from, length)
  return oneDay(h, from, to ?? from, frame.slots[pair.from.name] as HalfDay | undefined)
}

/** A single day or half: the start, the end, or both, by what was asked. */
function oneDay(h: SpanHearing, from: HalfDay, to: HalfDay, before: HalfDay | undefined): SpanHeard {
  const { frame, pair, correcting, asked } = h
  const half = h.time.startPart !== null
  const end = frame.slots[pair.to.name] as HalfDay | undefined
  const single = before !== undefined && end !== undefined && dateOf(before) === dateOf(end)
  const moved = single ? { from: shift(before, from), to: shift(end, from) } : null
  if (before !== undefined && (correcting || asked === null)) {
    if (end === undefined) return correcting ? { from } : { to }
    if (moved) return half ? { from, to } : moved
    return whichEdge(h, from, to)
  }
  if (asked === 'to') return { to }
  // A single day whose start moves on takes its end along.
  if (moved && end !== undefined && from > end) return half ? { from, to } : moved
  return asked === null && half ? { from, to } : afterStart(h, from)
}

/** A start, and with it the end where the length was said earlier. */
function afterStart(h: SpanHearing, from: HalfDay): SpanHeard {
  const { length } = h.frame
  if (length?.halfDays === 1 && h.time.startPart === null) return whichHalf(h, h.time, true)
  return length ? withEnd(h, from, length) : { from, halved: h.time.startPart !== null }
}

/** The same half of another day. */
function shift(value: HalfDay, day: HalfDay): HalfDay {
  return halfDay(dateOf(day), halfOf(value))
}

function withLength(h: SpanHearing, length: Length): SpanHeard {
  const from = h.frame.slots[h.pair.from.name] as HalfDay | undefined
  // From a day that nobody halved, half a day may be its morning or its afternoon.
  const halved = h.frame.halved || from === h.frame.slots[h.pair.to.name]
  if (from !== undefined && length.halfDays === 1 && halfOf(from) === 'a' && !halved)
    return whichHalf(h, { ...h.time, start: dateOf(from), end: dateOf(from) }, true)
  if (from === undefined) return { length }
  const { to } = withEnd(h, from, length)
  return { to, counted: length }
}

/** Readings that differ; those that come to the same are one, and one alone is no question. */
function between(h: SpanHearing, kind: string, spans: readonly Span[]): SpanHeard {
  const readings = spans.map((span): { span: Span; ends: Ends } => {
    const reading: TimeReading = { ...h.time, ...span, alt: null, endWork: null, needs: [] }
    const heard = settle(h, bounds(reading), lengthOf(reading))
    const plain = heard && !('length' in heard) && !('between' in heard) && !('problem' in heard)
    return { span, ends: plain ? heard : {} }
  })
  // A length that was said with the day may bring the end that the other reading names.
  const same = ({ from, to }: Ends) => `${from} ${to}`
  const different = [...new Map(readings.map(r => [same(r.ends), r])).values()]
  const [only] = different
  if (only && different.length === 1) return only.ends
  const days = new Set(different.map(r => firstDay(r.span)))
  // Where they begin on one day, the day alone does not tell them apart.
  const whole = days.size < different.length
  const options = different.map(({ span, ends }) => ({
    label: whole ? inWords(h, span, ends) : formatDate(firstDay(span), h.world.words, h.now),
    commands: [set(h, ends)],
  }))
  return { between: { kind, values: {}, options } }
}

function firstDay(span: Span): string {
  return (span.start ?? span.end ?? '').slice(0, 10)
}

function inWords(h: SpanHearing, span: Span, { from, to }: Ends): string {
  const start = from ?? halfDay(firstDay(span), 'a')
  return formatSpan(start, to ?? start, h.world.words, h.now)
}

function whichOf(h: SpanHearing, dates: readonly string[]): SpanHeard {
  return between(
    h,
    'which_day_first',
    dates.map(d => ({ start: d, end: d })),
  )
}
