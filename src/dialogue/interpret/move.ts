import { isWorkday, workdaysLater, workHalfDays } from '../../kernel/calendar.ts'
import { addDays, dateOf, type HalfDay, halfDay, halfDays, halfOf } from '../../kernel/half-day.ts'
import type { TimeReading } from '../../kernel/reading.ts'
import { countsEveryDay } from '../counted.ts'
import { type Counting, dateAway, isOfCalendar, type Length, lastHalf, lengthOf } from '../slots/length.ts'
import { type At, type Listening, readPart } from './listening.ts'
import { type Stretch, standing } from './standing.ts'

/** Longer messages say more than that a stretch is to be moved. */
const LONGEST = 16

const LATER =
  /(?:往后|向后|推后|延后|推迟|后推|后移|顺延|挪后)(?:推|挪|移|延|顺)?|^晚|(?<![今昨明后前夜当傍一])晚$/u
const EARLIER = /(?:往前|向前|提前|提早|挪前)(?:挪|移|推)?|^早|(?<![今昨明后前一清])早$/u
const LONGER = /(?:再|多)(?:加|请|休|要|来)?|延长|续假?|加/u
const SHORTER = /少(?:请|休|要)?|缩短|减/u
const VERBS = [LATER, EARLIER, LONGER, SHORTER]
/** “晚一天回来”, “提前一天上班”: it is the end that moves. */
const BACK = /回来|回去|回单位|返回|返岗|返程|到岗|上班|销假|[早晚]回|天回/u

/**
 * “往后挪一天”, “提前两天”, “再加半天”, “少请一天”, “晚一天回来”: the stretch that stands, moved by working days, or made
 * longer or shorter at its end; as it stands where nothing would be left. Null where the message says nothing of the kind.
 */
export function hearMove(l: Listening, at: At): Stretch | null {
  const { plain } = l.reading
  const said = stepOf(l)
  const length = said && lengthOf(said.time)
  const stands = length && standing(l, at)
  if (!stands) return null
  const { lead } = said
  const by: Counting = { calendar: l.world.calendar, everyDay: countsEveryDay(l, at.frame, at.flow) }
  const shift = BACK.test(plain) ? stretched : moved
  if (LATER.test(lead)) return shift(by, stands, length, 1)
  if (EARLIER.test(lead)) return shift(by, stands, length, -1)
  if (SHORTER.test(lead)) return stretched(by, stands, length, -1)
  return LONGER.test(lead) ? stretched(by, stands, length, 1) : null
}

function stretched(by: Counting, stands: Stretch, length: Length, sign: 1 | -1): Stretch {
  const { from, to } = stands
  if (isOfCalendar(length)) {
    const end = halfDay(dateAway(dateOf(to), length, sign), halfOf(to))
    return end >= from ? { from, to: end } : stands
  }
  const count = countOf(by, from, to) + sign * length.halfDays
  return count > 0 ? { from, to: lastHalf(by, from, { halfDays: count, unit: 'day' }) } : stands
}

/** Whether a message says that a stretch is to be moved or stretched, whichever it is. */
export function saysMove(l: Listening): boolean {
  const lead = stepOf(l)?.lead ?? ''
  return VERBS.some(verb => verb.test(lead))
}

/** 晚一天回来: before a return a length is read as what was, but for these words. */
const SOONER_OR_LATER = /(早|晚)(半|[一二两三四五六七八九十\d]{1,3})天/u

/** By how much, and what is said before it; null in a message that says more. */
function stepOf(l: Listening): { lead: string; time: TimeReading } | null {
  const { plain, time, times } = l.reading
  if (plain.length > LONGEST) return null
  const lengths = times.filter(({ kind }) => kind === 'duration')
  const [step = null] = time?.kind === 'duration' ? [time] : lengths.length === 1 ? lengths : []
  const lead = plain.slice(0, step?.span[0] ?? 0)
  // Beside a day that tells which one is meant, the verb must stand before the length itself.
  if (step && (step === time || VERBS.some(verb => endsWith(lead, verb)))) return { lead, time: step }
  const [, verb = '', number = ''] = SOONER_OR_LATER.exec(plain) ?? []
  const said = number === '' ? null : readPart(l, `${number}天`).time
  return said && { lead: verb, time: said }
}

function endsWith(lead: string, verb: RegExp): boolean {
  return [2, 3, 4].some(length => verb.exec(lead.slice(-length))?.[0] === lead.slice(-length))
}

/** “再加两天” and no more: of the stretch at hand. “年假再加两天” may be of one that was handed in. */
export function isMoveAlone(l: Listening, at: At): boolean {
  return saysMoveAlone(l) && hearMove(l, at) !== null
}

/** The same of whichever stretch. */
export function saysMoveAlone(l: Listening): boolean {
  const lead = stepOf(l)?.lead
  return (
    lead !== undefined &&
    saysMove(l) &&
    VERBS.reduce((rest, verb) => rest.replace(verb, ''), lead).length <= 1
  )
}

/** Half-days as `lastHalf` counts them: working ones, or all of them from a rest day. */
function countOf(by: Counting, from: HalfDay, to: HalfDay): number {
  return countsWork(by, dateOf(from)) ? workHalfDays(by.calendar, from, to) : [...halfDays(from, to)].length
}

function countsWork({ calendar, everyDay }: Counting, from: string): boolean {
  return !everyDay && isWorkday(calendar, from)
}

/** By whole days only; half a day of moving would be guessing. */
function moved(by: Counting, { from, to }: Stretch, length: Length, sign: 1 | -1): Stretch | null {
  if (length.halfDays % 2 !== 0) return null
  const count = countOf(by, from, to)
  const date = isOfCalendar(length)
    ? orNextWorkday(by, dateOf(from), dateAway(dateOf(from), length, sign))
    : dayAway(by, dateOf(from), (sign * length.halfDays) / 2)
  const start = halfDay(date, halfOf(from))
  return { from: start, to: lastHalf(by, start, { halfDays: count, unit: 'day' }) }
}

/** A month from a workday may be a rest day, on which such leave does not begin. */
function orNextWorkday(by: Counting, before: string, date: string): string {
  return countsWork(by, before) && !isWorkday(by.calendar, date) ? workdaysLater(by.calendar, date, 1) : date
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
