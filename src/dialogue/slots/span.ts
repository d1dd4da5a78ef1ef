import { isWorkday } from '../../kernel/calendar.ts'
import { dateOf, type HalfDay, halfDay, halfDays, halfOf } from '../../kernel/half-day.ts'
import type { Span, TimeReading } from '../../kernel/reading.ts'
import type { Between, Command } from '../command.ts'
import type { Slot } from '../flow.ts'
import { formatDate, formatDays, formatHalfDay, formatSpan } from '../format.ts'
import type { Frame } from '../state.ts'
import type { World } from '../world.ts'
import { adjoining, bounds, endOf, isClock, type Length, lastHalf, lengthOf, startOf } from './span-bounds.ts'

/** One time expression, heard by the pair of slots that begin and end a stretch of half-days. */
export interface SpanHearing {
  time: TimeReading
  pair: { from: Slot; to: Slot }
  frame: Frame
  world: World
  now: string
  /** The half of the pair the bot has just asked for. */
  asked: 'from' | 'to' | null
  /** The person corrects what stands: “不对，是后天”. */
  correcting: boolean
}

interface Ends {
  from?: HalfDay
  to?: HalfDay
}

export type SpanHeard =
  | Ends
  | { length: Length }
  | { between: Between }
  | { problem: string; values: Record<string, string | number> }
  | null

/** Fills the start, the end or both; asks where two readings differ and matter. */
export function hearSpan(h: SpanHearing): SpanHeard {
  const { time } = h
  if (time.invalid) return badDate(h, time.invalid)
  const length = lengthOf(time)
  if (time.start === null && time.end === null) return length ? withLength(h, length) : null
  if (time.dates && time.dates.length > 1 && !adjoining(time.dates)) return whichOf(h, time.dates)
  if (time.alt && !time.fuzzy) return between(h, 'which_date', [time, time.alt])
  if (time.fuzzy || (time.needs.includes('day') && !isPlain(h, time, length)))
    return { problem: 'which_day', values: {} }
  if (time.needs.includes('part') && (length?.halfDays ?? 1) <= 1) return whichHalf(h, time, length !== null)
  return settle(h, bounds(time), length)
}

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
  if (several && length && time.unit !== 'hour') return lengthAgainstSpan(h, from, to, length)
  if (several) return { from, to }
  if (length) return { from, to: lastHalf(h.world.calendar, from, length) }
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
  return length ? { from, to: lastHalf(h.world.calendar, from, length) } : { from }
}

/** The same half of another day. */
function shift(value: HalfDay, day: HalfDay): HalfDay {
  return halfDay(dateOf(day), halfOf(value))
}

function withLength(h: SpanHearing, length: Length): SpanHeard {
  const from = h.frame.slots[h.pair.from.name] as HalfDay | undefined
  return from === undefined ? { length } : { to: lastHalf(h.world.calendar, from, length) }
}

// Questions between readings

function set(h: SpanHearing, values: Ends): Command {
  const named: Record<string, HalfDay> = {}
  if (values.from) named[h.pair.from.name] = values.from
  if (values.to) named[h.pair.to.name] = values.to
  return { do: 'set', frame: h.frame.id, values: named }
}

/** Readings that differ; those that come to the same are one, and one alone is no question. */
function between(h: SpanHearing, kind: string, spans: readonly Span[]): SpanHeard {
  const readings = spans.map((span): { span: Span; ends: Ends } => {
    const reading: TimeReading = { ...h.time, ...span, alt: null, endWork: null, needs: [] }
    const heard = settle(h, bounds(reading), lengthOf(reading))
    const plain = heard && !('length' in heard) && !('between' in heard) && !('problem' in heard)
    return { span, ends: plain ? heard : {} }
  })
  const different = [...new Map(readings.map(r => [JSON.stringify(r.ends), r])).values()]
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

/** @param only half a day was said, so that it is the start and the end */
function whichHalf(h: SpanHearing, time: TimeReading, only: boolean): SpanHeard {
  const date = (time.start ?? '').slice(0, 10)
  const [am, pm] = [halfDay(date, 'a'), halfDay(date, 'p')]
  const ends = (half: HalfDay) => {
    if (only || h.asked === null) return { from: half, to: half }
    return h.asked === 'to' ? { to: half } : { from: half }
  }
  return {
    between: {
      kind: 'which_half',
      values: { date: formatDate(date, h.world.words, h.now) },
      options: [am, pm].map(half => ({
        label: h.world.words.halves[halfOf(half)],
        commands: [set(h, ends(half))],
      })),
    },
  }
}

function whichEdge(h: SpanHearing, from: HalfDay, to: HalfDay): SpanHeard {
  const [start = '', end = '', only = ''] = h.world.patterns.which_edge.options ?? []
  return {
    between: {
      kind: 'which_edge',
      values: {
        date:
          h.time.startPart === null
            ? formatDate(dateOf(from), h.world.words, h.now)
            : formatHalfDay(from, h.world.words, h.now),
      },
      options: [
        { label: start, commands: [set(h, { from })] },
        { label: end, commands: [set(h, { to })] },
        { label: only, commands: [set(h, { from, to })] },
      ],
    },
  }
}

function asHalfDays(h: SpanHearing, from: HalfDay, to: HalfDay): SpanHeard {
  const [yes = '', no = ''] = h.world.patterns.as_half_days.options ?? []
  const { words } = h.world
  return {
    between: {
      kind: 'as_half_days',
      values: { span: formatSpan(from, to, words, h.now), days: formatDays([...halfDays(from, to)].length) },
      options: [
        { label: yes, yesNo: 'yes', commands: [set(h, { from, to })] },
        { label: no, yesNo: 'no', commands: [{ do: 'clear', slots: [h.pair.from.name, h.pair.to.name] }] },
      ],
    },
  }
}

function lengthAgainstSpan(h: SpanHearing, from: HalfDay, to: HalfDay, length: Length): SpanHeard {
  const { calendar, words, patterns } = h.world
  // A start with a length brings its own end; only a span that was said can disagree with the length.
  if (h.time.kind !== 'range' || h.time.endWork !== null)
    return { from, to: lastHalf(h.world.calendar, from, length) }
  const all = [...halfDays(from, to)]
  const working = all.filter(half => isWorkday(calendar, dateOf(half))).length
  if (length.halfDays === all.length) return { from, to }
  // “一天半” ends within its second day.
  const whole = Math.ceil(length.halfDays / 2) * 2
  if (whole === working || whole === all.length) return { from, to: lastHalf(h.world.calendar, from, length) }
  const [bySpan = '{span}', byLength = '{said}'] = patterns.which_length.options ?? []
  const said = formatDays(length.halfDays)
  const span = formatSpan(from, to, words, h.now)
  const shorter = lastHalf(h.world.calendar, from, length)
  return {
    between: {
      kind: 'which_length',
      values: { span, days: formatDays(working), said },
      options: [
        { label: bySpan.replace('{span}', span), commands: [set(h, { from, to })] },
        { label: byLength.replace('{said}', said), commands: [set(h, { from, to: shorter })] },
      ],
    },
  }
}

function badDate(h: SpanHearing, invalid: { text: string; nearest: readonly string[] }): SpanHeard {
  return {
    between: {
      kind: 'bad_date',
      values: { text: invalid.text },
      options: invalid.nearest.map(date => ({
        label: formatDate(date, h.world.words, h.now),
        commands: [set(h, h.asked === 'to' ? { to: halfDay(date, 'p') } : { from: halfDay(date, 'a') })],
      })),
    },
  }
}
