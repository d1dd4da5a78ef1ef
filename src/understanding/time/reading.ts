import { isPublished } from '../../kernel/calendar.ts'
import {
  NO_TIME,
  type ReadContext,
  type Span,
  type TimeNeed,
  type TimeReading,
} from '../../kernel/reading.ts'
import { civil, type EpochDay, fromIso, isoDate } from '../calendar/epoch-day.ts'
import type { Phrase } from './compose/phrase.ts'
import { nearestDays, type WrittenDay } from './invalid.ts'
import type { Extent, Moment } from './resolve/days.ts'
import { extentOf } from './resolve/extent.ts'
import type { Scope } from './resolve/scope.ts'
import type { Day } from './scan/token.ts'
import { isBare, isNearer, isOpen, settled, tenseFor } from './two-readings.ts'

/** The reading of a phrase at the moment of `ctx`; `text` is what the phrase was cut from. */
export function readingOf(phrase: Phrase, text: string, ctx: ReadContext): TimeReading {
  const said = length(phrase)
  if (phrase.when === null) return said
  const scope: Scope = {
    calendar: ctx.calendar,
    ref: fromIso(ctx.ref),
    minute: Number(ctx.ref.slice(11, 13)) * 60 + Number(ctx.ref.slice(14, 16)) || 0,
    tense: 'future',
    after: null,
    within: null,
  }
  const future = extentOf(phrase, scope)
  const looksBack = isBare(phrase) || phrase.role === 'overtime' || phrase.tense === 'past' || phrase.duty
  const past = looksBack ? extentOf(phrase, { ...scope, tense: 'past' }) : future
  const tense = tenseFor(phrase, future, past, scope.ref)
  const extent =
    settled(phrase, future, past, ctx) ?? (tense === 'past' ? (past ?? future) : (future ?? past))
  if (extent === null) return notADay(phrase, text, scope.ref)
  const both = future !== null && past !== null && isAmbiguous(phrase, future, past, ctx)
  const provisional = [extent.start, extent.end].some(
    at => at !== null && !isPublished(ctx.calendar, isoDate(at.day)),
  )
  const needs = new Set<TimeNeed>(extent.needs)
  if (provisional && extent.consulted) needs.add('year')
  if (both && isOpen(phrase) && isNearer(future, past, scope.ref)) needs.add('day')
  return {
    ...said,
    ...span(extent),
    kind: kindOf(phrase, extent),
    startPart: extent.startPart,
    endPart: extent.endPart,
    future: both ? span(future) : null,
    past: both ? span(past) : null,
    alt: altOf(extent),
    endWork: extent.endWork === null ? null : isoDate(extent.endWork),
    dates: extent.days?.map(isoDate) ?? null,
    fuzzy: extent.fuzzy || said.fuzzy,
    provisional,
    needs: [...needs],
  }
}

/** What a phrase says apart from its time. 未来一周 is a time and a length at once. */
function length({ length: asked, when, role, negated, at, end }: Phrase): TimeReading {
  const day = when?.stretches[0]?.from?.day
  const length = asked ?? (day?.is === 'run' ? day.length : null)
  const kind = length === null ? 'none' : role === 'overtime' ? 'overtime' : 'duration'
  const half = (length?.unit === 'day' || length?.unit === 'workday') && length.amount % 1 !== 0
  return {
    ...NO_TIME,
    kind,
    amount: length?.amount ?? null,
    unit: length?.unit ?? null,
    fuzzy: length?.fuzzy ?? false,
    negated,
    needs: half ? ['part'] : [],
    span: [at, end],
  }
}

function kindOf(
  { role, when, length }: Phrase,
  { start, end, startPart, endPart, days }: Extent,
): TimeReading['kind'] {
  if (role === 'overtime') return 'overtime'
  if (start === null || when?.edge === 'before') return 'deadline'
  if (start.minute !== null || end?.minute != null) return 'datetime'
  if (end === null || days !== null || end.day !== start.day) return 'range'
  const half = length?.amount === 0.5 && (length.unit === 'day' || length.unit === 'workday')
  return startPart !== null || endPart !== null || half ? 'halfday' : 'date'
}

function span({ start, end }: Extent): Span {
  return { start: start && iso(start), end: end && iso(end) }
}

function altOf({ alt, start, end }: Extent): Span | null {
  if (alt === null) return null
  const [from, to] = alt
  return {
    start: start && iso({ day: from, minute: start.minute }),
    end: end && iso({ day: to, minute: end.minute }),
  }
}

function iso({ day, minute }: Moment): string {
  if (minute === null) return isoDate(day)
  return `${isoDate(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function isAmbiguous(phrase: Phrase, future: Extent, past: Extent, ctx: ReadContext): boolean {
  if (!isBare(phrase) || settled(phrase, future, past, ctx) !== null) return false
  // A count of working days belongs to one calendar; convention: no second reading.
  if (phrase.length?.unit === 'workday') return false
  const [a, b] = [span(future), span(past)]
  return a.start !== b.start || a.end !== b.end
}

/** 本月31号 in June, 2月29日: refused, with the nearest days that exist. */
function notADay(phrase: Phrase, text: string, ref: EpochDay): TimeReading {
  const day = phrase.when?.stretches
    .flatMap(({ from, to }) => [from?.day, to?.day])
    .find(each => each != null)
  const written = day == null ? null : writtenDay(day, ref)
  return refuse(text, written === null ? [] : nearestDays(written, ref), phrase)
}

function writtenDay(day: Day, ref: EpochDay): WrittenDay | null {
  if (day.is === 'within') return writtenDay(day.inner, ref)
  if (day.is !== 'date') return null
  return { year: day.year, month: day.month ?? civil(ref).month, day: day.day }
}

/** Convention: an invalid date is `none`, never a guess. */
export function refuse(
  text: string,
  nearest: readonly string[],
  { at, end }: { at: number; end: number },
): TimeReading {
  return { ...NO_TIME, invalid: { text: text.slice(at, end), nearest }, span: [at, end] }
}
