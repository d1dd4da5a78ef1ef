import { type Calendar, isWorkday, workHalfDays } from '../../kernel/calendar.ts'
import { addDays, dateOf, type HalfDay, halfDay, halfDays, halfOf } from '../../kernel/half-day.ts'
import { lastHalf, lengthOf } from '../slots/span-bounds.ts'
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
  const { calendar } = l.world
  const { from, to } = stands
  const count = countOf(calendar, from, to)
  const stretched = (by: number) =>
    count + by > 0 ? { from, to: lastHalf(calendar, from, { halfDays: count + by, unit: 'day' }) } : stands
  if (LATER.test(lead)) return moved(calendar, stands, length.halfDays)
  if (EARLIER.test(lead)) return moved(calendar, stands, -length.halfDays)
  if (SHORTER.test(lead)) return stretched(-length.halfDays)
  return LONGER.test(lead) ? stretched(length.halfDays) : null
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
function countOf(calendar: Calendar, from: HalfDay, to: HalfDay): number {
  return isWorkday(calendar, dateOf(from)) ? workHalfDays(calendar, from, to) : [...halfDays(from, to)].length
}

/** By whole days only; half a day of moving would be guessing. */
function moved(calendar: Calendar, { from, to }: Stretch, by: number): Stretch | null {
  if (by % 2 !== 0) return null
  const count = countOf(calendar, from, to)
  const start = halfDay(dayAway(calendar, dateOf(from), by / 2), halfOf(from))
  return { from: start, to: lastHalf(calendar, start, { halfDays: count, unit: 'day' }) }
}

/** A year: no closure is longer. */
const FARTHEST = 366

function dayAway(calendar: Calendar, from: string, days: number): string {
  const working = isWorkday(calendar, from)
  const step = Math.sign(days)
  let date = from
  for (let left = Math.abs(days), steps = 0; left > 0 && steps < FARTHEST; steps++) {
    date = addDays(date, step)
    if (!working || isWorkday(calendar, date)) left--
  }
  return date
}
