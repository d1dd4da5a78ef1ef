import { isWorkday } from '../../kernel/calendar.ts'
import { dateOf, type HalfDay, halfDay, halfDays, halfOf } from '../../kernel/half-day.ts'
import type { TimeReading } from '../../kernel/reading.ts'
import type { Between, Command } from '../command.ts'
import type { Slot } from '../flow.ts'
import { formatDate, formatDays, formatHalfDay, formatSpan } from '../format.ts'
import type { PatternName } from '../patterns.ts'
import type { Frame } from '../state.ts'
import type { World } from '../world.ts'
import { type Length, lastHalf } from './length.ts'

/** One time expression, heard by the pair of slots that begin and end a stretch of half-days. */
export interface SpanHearing {
  time: TimeReading
  pair: { from: Slot; to: Slot }
  frame: Frame
  world: World
  now: string
  /** A length counts rest days and holidays, too: see `every_day` of the slot. */
  everyDay: boolean
  /** The half of the pair the bot has just asked for. */
  asked: 'from' | 'to' | null
  /** The person corrects what stands: “不对，是后天”. */
  correcting: boolean
}

/** What a reading fills; `note` = a pattern to say about it. */
export interface Ends {
  from?: HalfDay
  to?: HalfDay
  /** Which half of the day it starts in was said. */
  halved?: boolean
  /** The length that was said, from which the end was counted. */
  counted?: Length
  note?: PatternName
}

export type SpanHeard =
  | Ends
  | { length: Length }
  /** `sure`: what holds whichever way it is answered. */
  | { between: Between; sure?: Ends }
  | { problem: string; values: Record<string, string | number> }
  | null

/** A start with the end that a length gives. */
export function withEnd(h: SpanHearing, from: HalfDay, length: Length): Ends & { to: HalfDay } {
  const { world, everyDay } = h
  return { from, to: lastHalf({ calendar: world.calendar, everyDay }, from, length), counted: length }
}

/** The command that fills the pair. */
export function set(h: SpanHearing, values: Ends): Command {
  const named: Record<string, HalfDay> = {}
  if (values.from) named[h.pair.from.name] = values.from
  if (values.to) named[h.pair.to.name] = values.to
  return {
    do: 'set',
    frame: h.frame.id,
    values: named,
    ...(values.counted && { counted: values.counted }),
  }
}

/** @param only half a day was said, so that it is the start and the end */
export function whichHalf(h: SpanHearing, time: TimeReading, only: boolean): SpanHeard {
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

/** One day, where a stretch of several stands. */
export function whichEdge(h: SpanHearing, from: HalfDay, to: HalfDay): SpanHeard {
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

/** Hours, where leave counts half-days. */
export function asHalfDays(h: SpanHearing, from: HalfDay, to: HalfDay): SpanHeard {
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

/** “从周二到周四请两天”: a length that disagrees with the span it was said with. */
export function lengthAgainstSpan(h: SpanHearing, from: HalfDay, to: HalfDay, length: Length): SpanHeard {
  const { calendar, words, patterns } = h.world
  // A start with a length brings its own end; only a span that was said can disagree with the length.
  if (h.time.kind !== 'range' || h.time.endWork !== null) return withEnd(h, from, length)
  const all = [...halfDays(from, to)]
  const working = all.filter(half => isWorkday(calendar, dateOf(half))).length
  if (length.halfDays === all.length) return { from, to }
  // “一天半” ends within its second day.
  const whole = Math.ceil(length.halfDays / 2) * 2
  if (whole === working || whole === all.length) return withEnd(h, from, length)
  const [bySpan = '', byLength = ''] = patterns.which_length.options ?? []
  const said = formatDays(length.halfDays)
  const span = formatSpan(from, to, words, h.now)
  return {
    sure: { from },
    between: {
      kind: 'which_length',
      values: { span, days: formatDays(h.everyDay ? all.length : working), said },
      options: [
        { label: bySpan.replace('{span}', span), commands: [set(h, { from, to })] },
        { label: byLength.replace('{said}', said), commands: [set(h, withEnd(h, from, length))] },
      ],
    },
  }
}

/** A day that no calendar has. */
export function badDate(h: SpanHearing, invalid: { text: string; nearest: readonly string[] }): SpanHeard {
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
