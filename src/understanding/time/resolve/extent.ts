import type { DayPart, TimeNeed } from '../../../kernel/reading.ts'
import type { EpochDay } from '../../calendar/epoch-day.ts'
import type { Phrase } from '../compose/phrase.ts'
import type { When } from '../compose/when.ts'
import type { Days, Extent, Moment } from './days.ts'
import { applyLength, wholeHoliday, withFlankCount } from './lengthen.ts'
import { type Place, type PlacedStretch, placePoint, placeStretches } from './place.ts'
import type { Scope } from './scope.ts'
import { nthWorkday } from './workdays.ts'

/** Resolves a phrase that has a time; null where that time does not exist. */
export function extentOf(phrase: Phrase, scope: Scope): Extent | null {
  const when = phrase.when && wholeHoliday(withFlankCount(phrase.when, phrase.length), phrase.length, scope)
  const placed = when && placeStretches(when.stretches, scope, phrase.role === 'overtime')
  if (when === null || placed === null) return null
  const ordered = when.choice ? placed : inOrder(placed)
  const [first] = ordered
  if (first === undefined) return null
  const said = when.choice ? choiceOf(ordered, first) : spanOf(ordered, first)
  const edged = applyEdge(said, when, first, phrase, scope)
  return applyLength(applyReturn(edged, phrase, scope), { ...phrase, when }, first, scope)
}

// === What the points say

/** 今天和前天 are told as they lie in time. */
function inOrder(placed: readonly PlacedStretch[]): readonly PlacedStretch[] {
  const at = ({ from, to }: PlacedStretch) => (from ?? to)?.found.from ?? 0
  return placed.toSorted((a, b) => at(a) - at(b))
}

function spanOf(placed: readonly PlacedStretch[], first: PlacedStretch): Extent {
  const last = placed.at(-1) ?? first
  const [head, tail] = [first.from, last.to ?? last.from]
  const alone = placed.length === 1 && last.to === null
  const list = placed.length > 1 ? daysOf(placed) : null
  const start = head && { day: head.found.from, minute: head.minute ?? (list && (last.from?.minute ?? null)) }
  const end = tail && { day: tail.found.to, minute: tail.minute }
  const backwards = isBackwards(placed) || isAfter(start, end)
  return {
    ...common(placed),
    start,
    // A moment has no end; neither has a span said the wrong way round, which must be asked for.
    end: backwards || (alone && head?.minute != null) ? null : end,
    startPart: head && !endsByHour(head, tail, placed.length > 1) ? (head.part ?? elidedPart(placed)) : null,
    endPart: tail?.part ?? null,
    days: list,
    alt: altOf(first, alone, end),
    needs: [...needsOf(head), ...(backwards ? (['day'] as const) : [])],
  }
}

/** 周三或周四: the first, and the second as the other reading. */
function choiceOf(placed: readonly PlacedStretch[], first: PlacedStretch): Extent {
  const [head, other] = [first.from, placed[1]?.from?.found]
  const start = head && { day: head.found.from, minute: head.minute }
  return {
    ...common(placed),
    start,
    end: start?.minute == null ? start : null,
    startPart: head?.part ?? null,
    endPart: head?.part ?? null,
    days: null,
    alt: other ? [other.from, other.to] : null,
    needs: [...needsOf(head), 'day'],
  }
}

function common(placed: readonly PlacedStretch[]): Pick<Extent, 'endWork' | 'fuzzy' | 'consulted'> {
  const places = placed.flatMap(({ from, to }) => [from, to])
  return {
    endWork: null,
    fuzzy: places.some(place => place?.found.fuzzy === true),
    consulted: places.some(place => place?.found.consulted === true),
  }
}

function needsOf(place: Place | null): TimeNeed[] {
  return place?.found.need === undefined ? [] : [place.found.need]
}

/** 昨晚加班到10点: an hour at the end of the same day says more than the part at its start. */
function endsByHour(head: Place, tail: Place | null, list: boolean): boolean {
  if (tail === null || tail === head || tail.minute === null) return false
  return list || tail.found.from - head.found.from <= 1
}

/** 周三、四下午, 周一、二上午，周四下午: days of a list without a part share the part that is said next. */
function elidedPart(placed: readonly PlacedStretch[]): DayPart | null {
  const said = placed.findIndex(({ from }) => from?.part != null)
  const single = placed.slice(0, said).every(({ from, to }) => to === null && !from?.whole)
  return said > 0 && single ? (placed[said]?.from?.part ?? null) : null
}

/**
 * The second reading of a point, or of a span whose start has one: the whole span moves with it, but for an end that is no
 * more than a day of the calendar (“明天到周五” after midnight).
 */
function altOf({ from, to }: PlacedStretch, alone: boolean, end: Moment | null): Days | null {
  const found = (from ?? to)?.found
  if (found?.alt === undefined) return null
  if (alone || from === null || end === null) return found.alt
  const by = found.alt[0] - found.from
  const stays = by === -1 && to !== null && to.found.alt === undefined
  return found.need === 'day' ? [found.alt[0], stays ? end.day : end.day + by] : null
}

/** No leave is longer than this: 12月5日到12月3日 does not mean next year's. */
const LONGEST_ROLL = 200

/** 从后天到明天, 下午4点到2点. */
function isBackwards(placed: readonly PlacedStretch[]): boolean {
  return placed.some(({ from, to, yearless }) => {
    if (from === null || to === null) return false
    if (yearless && to.found.to - from.found.from > LONGEST_ROLL) return true
    return isAfter({ day: from.found.from, minute: from.minute }, { day: to.found.to, minute: to.minute })
  })
}

function isAfter(start: Moment | null, end: Moment | null): boolean {
  if (start === null || end === null) return false
  if (start.day !== end.day) return start.day > end.day
  return start.minute !== null && end.minute !== null && start.minute > end.minute
}

/** More days than a year has are no list that anybody says. */
const LONGEST_LIST = 366

/** Every day of a list; null where they make one unbroken stretch. */
function daysOf(placed: readonly PlacedStretch[]): EpochDay[] | null {
  const days = new Set<EpochDay>()
  for (const { from, to } of placed) {
    if (from === null) return null
    const last = (to ?? from).found.to
    for (let at = from.found.from; at <= last && days.size < LONGEST_LIST; at++) days.add(at)
  }
  const sorted = [...days].sort((a, b) => a - b)
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  return last - first + 1 === sorted.length ? null : sorted
}

// === What the words around them say

function applyEdge(
  extent: Extent,
  { edge }: When,
  first: PlacedStretch,
  phrase: Phrase,
  { ref }: Scope,
): Extent {
  const found = (first.from ?? first.to)?.found
  if (edge === null || edge === 'ended' || found === undefined) return extent
  if (edge === 'around') return { ...extent, fuzzy: true }
  if (edge === 'since') return phrase.backOn === null ? { ...extent, end: null, endPart: null } : extent
  if (edge === 'until') {
    // 加班到21:30 began today, at an hour not said.
    const began = phrase.role === 'overtime' && first.to?.minute != null
    const start = began ? { day: Math.min(ref, found.from), minute: null } : null
    return { ...extent, start, end: extent.end ?? extent.start, startPart: null }
  }
  if (extent.start?.minute != null) return { ...extent, start: null, end: extent.start, startPart: null }
  // Before a day includes it (周五前); before a stretch ends ahead of it, unless it is only a vague 月底.
  const ahead = found.to > found.from && !found.fuzzy
  const end = { day: ahead ? found.from - 1 : found.to, minute: null }
  return { ...extent, start: null, end, startPart: null }
}

/** 12月6日上班 ends the leave on the 5th, 12月5日回来 on the 5th as well. */
function applyReturn(extent: Extent, { backOn }: Phrase, scope: Scope): Extent {
  const start = extent.start?.day
  if (backOn === null || start === undefined) return extent
  const back = placePoint(backOn.point, { ...scope, after: { from: start, to: start } }, null, false)
  const last = (back?.found.from ?? start) - (backOn.included ? 0 : 1)
  if (last < start || last === extent.end?.day) return extent
  // Counted to the last working day, the weekend before the return is left out: the second reading.
  const worked = nthWorkday(scope.calendar, last, 1, -1)
  const alt: Days | null = worked < last && worked >= start ? [start, worked] : extent.alt
  return { ...extent, end: { day: last, minute: null }, endPart: null, alt }
}
