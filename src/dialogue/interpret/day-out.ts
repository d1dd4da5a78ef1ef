import { isWorkday } from '../../kernel/calendar.ts'
import { dateOf, type HalfDay, halfDays } from '../../kernel/half-day.ts'
import type { TimeReading } from '../../kernel/reading.ts'
import type { Between, Command } from '../command.ts'
import { countsEveryDay } from '../counted.ts'
import { formatSpan } from '../format.ts'
import { bounds } from '../slots/span-bounds.ts'
import type { At, Listening } from './listening.ts'
import { ofSameMonth } from './same-month.ts'
import { ofSameWeek } from './same-week.ts'
import { saysDayOut } from './says-day-out.ts'
import { type Stretch, standing } from './standing.ts'

/** What is left of a stretch without some of its days: a change, a question, or nothing of it. */
export type DayOut = Stretch | { between: Between } | { command: Command }

/**
 * “17号不休了”, “26号下午要上班”: the stretch that stands without those half-days. At one of its ends it gets shorter; from
 * its middle two are left, of which one is asked for, since a request is one stretch; nothing left takes it all back.
 */
export function hearDayOut(said: Listening, at: At): DayOut | null {
  const stands = saysDayOut(said.reading) ? standing(said, at) : null
  if (!stands) return null
  const l = ofSameMonth(ofSameWeek(said, at), at)
  const out = halvesOf(l.reading.times)
  const everyDay = countsEveryDay(l, at.frame, at.flow)
  const counts = (half: HalfDay) => everyDay || isWorkday(l.world.calendar, dateOf(half))
  const all = [...halfDays(stands.from, stands.to)]
  if (!all.some(half => out.has(half))) return null
  if (!all.some(half => out.has(half) && counts(half))) return { command: { do: 'go_on' } }
  const pieces = piecesOf(all, out, counts)
  const [only] = pieces
  if (!only) return { command: { do: 'cancel' } }
  return pieces.length === 1 ? only : { between: whichPiece(l, at, pieces) }
}

function halvesOf(times: readonly TimeReading[]): Set<HalfDay> {
  return new Set(
    times.flatMap(time => {
      const { from, to } = bounds({
        ...time,
        end: time.end ?? time.start,
        endPart: time.endPart ?? time.startPart,
      })
      return from && to && from <= to ? [...halfDays(from, to)] : []
    }),
  )
}

/** What is left, cut where something is missing, without rest days at the ends. */
function piecesOf(
  all: readonly HalfDay[],
  out: ReadonlySet<HalfDay>,
  counts: (half: HalfDay) => boolean,
): Stretch[] {
  const pieces: HalfDay[][] = [[]]
  for (const half of all) {
    if (out.has(half)) pieces.push([])
    else pieces.at(-1)?.push(half)
  }
  return pieces.flatMap(piece => {
    const [from, to] = [piece.find(counts), piece.findLast(counts)]
    return from && to ? [{ from, to }] : []
  })
}

function whichPiece({ world, now }: Listening, { flow, frame }: At, pieces: readonly Stretch[]): Between {
  const { pair } = flow
  return {
    kind: 'split',
    values: {},
    options: pieces.map(({ from, to }) => ({
      label: formatSpan(from, to, world.words, now),
      commands: pair
        ? [{ do: 'set', frame: frame.id, values: { [pair.from.name]: from, [pair.to.name]: to } }]
        : [],
    })),
  }
}
