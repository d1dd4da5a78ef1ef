import { isWorkday, workHalfDays } from '../../kernel/calendar.ts'
import { addDays, dateOf, type HalfDay, halfDay, halfDays, halfOf } from '../../kernel/half-day.ts'
import { countsEveryDay } from '../counted.ts'
import { type Counting, lastHalf, lengthOf } from '../slots/span-bounds.ts'
import type { At, Listening } from './listening.ts'

/** Longer messages say more than that a stretch is to be moved. */
const LONGEST = 16

const LATER = /(?:往后|向后|推后|延后|推迟|后推|后移|顺延|挪后)(?:推|挪|移|延|顺)?|^晚/u
const EARLIER = /(?:往前|向前|提前|提早|挪前)(?:挪|移|推)?|^早/u
const LONGER = /(?:再|多)(?:加|请|休|要|来)?|延长|续假?|加/u
const SHORTER = /少(?:请|休|要)?|缩短|减/u

/**
 * “往后挪一天”, “提前两天”, “再加半天”, “少请一天”: the stretch that stands, moved by working days, or made longer or
 * shorter at its end; as it stands where nothing would be left. Null where the message says nothing of the kind.
 */
export function hearMove(l: Listening, at: At): { from: HalfDay; to: HalfDay } | null {
  const { plain, time } = l.reading
  const stands = standing(at)
  const length = time?.kind === 'duration' ? lengthOf(time) : null
  if (!stands || !time || !length || plain.length > LONGEST) return null
  const lead = plain.slice(0, time.span[0])
  const by: Counting = { calendar: l.world.calendar, everyDay: countsEveryDay(l, at.frame, at.flow) }
  const { from, to } = stands
  const count = countOf(by, from, to)
  const stretched = (more: number) =>
    count + more > 0 ? { from, to: lastHalf(by, from, { halfDays: count + more, unit: 'day' }) } : stands
  if (LATER.test(lead)) return moved(by, stands, length.halfDays)
  if (EARLIER.test(lead)) return moved(by, stands, -length.halfDays)
  if (SHORTER.test(lead)) return stretched(-length.halfDays)
  return LONGER.test(lead) ? stretched(length.halfDays) : null
}

/** “再加两天” and no more: of the stretch at hand. “年假再加两天” may be of one that was handed in. */
export function isMoveAlone(l: Listening, at: At): boolean {
  const lead = l.reading.plain.slice(0, l.reading.time?.span[0] ?? 0)
  const left = [LATER, EARLIER, LONGER, SHORTER].reduce((rest, verb) => rest.replace(verb, ''), lead)
  return left.length <= 1 && hearMove(l, at) !== null
}

interface Stretch {
  from: HalfDay
  to: HalfDay
}

/** The stretch that has been said, both ends of it. */
function standing({ flow, frame }: At): Stretch | null {
  if (!flow.pair) return null
  const [from, to] = [frame.slots[flow.pair.from.name], frame.slots[flow.pair.to.name]]
  return typeof from === 'string' && typeof to === 'string'
    ? { from: from as HalfDay, to: to as HalfDay }
    : null
}

/** Half-days as `lastHalf` counts them: working ones, or all of them from a rest day. */
function countOf(by: Counting, from: HalfDay, to: HalfDay): number {
  return countsWork(by, dateOf(from)) ? workHalfDays(by.calendar, from, to) : [...halfDays(from, to)].length
}

function countsWork({ calendar, everyDay }: Counting, from: string): boolean {
  return !everyDay && isWorkday(calendar, from)
}

/** By whole days only; half a day of moving would be guessing. */
function moved(by: Counting, { from, to }: Stretch, halfDays: number): Stretch | null {
  if (halfDays % 2 !== 0) return null
  const count = countOf(by, from, to)
  const start = halfDay(dayAway(by, dateOf(from), halfDays / 2), halfOf(from))
  return { from: start, to: lastHalf(by, start, { halfDays: count, unit: 'day' }) }
}

/** A year: no closure is longer. */
const FARTHEST = 366

function dayAway(by: Counting, from: string, days: number): string {
  const working = countsWork(by, from)
  const step = Math.sign(days)
  let date = from
  for (let left = Math.abs(days), steps = 0; left > 0 && steps < FARTHEST; steps++) {
    date = addDays(date, step)
    if (!working || isWorkday(by.calendar, date)) left--
  }
  return date
}
