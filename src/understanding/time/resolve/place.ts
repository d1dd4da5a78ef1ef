import { isWorkday } from '../../../kernel/calendar.ts'
import type { DayPart } from '../../../kernel/reading.ts'
import { type EpochDay, isoDate, weekdayOf } from '../../calendar/epoch-day.ts'
import type { Point, Stretch } from '../compose/when.ts'
import type { Day } from '../scan/token.ts'
import { type Habit, placeClock } from './place-clock.ts'
import { resolveDay } from './resolve.ts'
import type { Found, Scope } from './scope.ts'

/** A point found on the calendar. */
export interface Place {
  found: Found
  /** Minute of the day, null where no hour is said. */
  minute: number | null
  part: DayPart | null
  /** 全天 is said of it. */
  whole: boolean
}

export interface PlacedStretch {
  from: Place | null
  to: Place | null
  /** The end is a date without a year, which has rolled into the year that it needs. */
  yearless: boolean
}

const DAY = 24 * 60

/** The stretches of a time on the calendar, each resolved after the one before it; null where a day does not exist. */
export function placeStretches(
  stretches: readonly Stretch[],
  scope: Scope,
  overtime: boolean,
): PlacedStretch[] | null {
  const placed: PlacedStretch[] = []
  let after: Found | null = null
  for (const stretch of stretches) {
    const from: Place | null = stretch.from && placePoint(stretch.from, { ...scope, after }, null, overtime)
    after = from?.found ?? after
    const to: Place | null = stretch.to && placePoint(stretch.to, { ...scope, after }, from, overtime)
    if ((stretch.from !== null && from === null) || (stretch.to !== null && to === null)) return null
    after = to?.found ?? after
    const end = stretch.to?.day
    placed.push({ from, to, yearless: end?.is === 'date' && end.year === null })
  }
  return weekBack(placed, stretches, scope)
}

/** A point on the calendar; `from` is the start of its span, whose day and hour it goes by. */
export function placePoint(point: Point, scope: Scope, from: Place | null, overtime: boolean): Place | null {
  const base = point.day === null ? (from?.found ?? today(scope)) : resolveDay(point.day, scope)
  if (base === null) return null
  const found = point.check === null ? base : checked(base, point.check, scope)
  const whole = point.whole === true
  if (point.clock === null)
    return { found, minute: found.minute ?? null, part: point.part?.part ?? null, whole }
  const sameDay = from === null || from.found.from === found.from
  const habit = habitOf(point, from, found, scope, overtime)
  const minutes = placeClock(point.clock, point.part, sameDay ? earliestEnd(from, point) : null, habit)
  const days = Math.floor(minutes / DAY)
  const moved = days === 0 ? found : { ...found, from: found.from + days, to: found.to + days }
  return { found: moved, minute: minutes % DAY, part: null, whole }
}

function today({ ref }: Scope): Found {
  return { from: ref, to: ref }
}

/** 12月3日（星期三） where that day is a Thursday: both are told, and one has to be asked for. */
function checked(found: Found, check: Day, scope: Scope): Found {
  const again = resolveDay(check, { ...scope, after: null, within: null })
  if (again === null) return found
  const agrees = check.is === 'weekday' ? weekdayOf(found.from) === check.weekday : again.from === found.from
  if (!agrees) return { ...found, alt: [again.from, again.to], need: 'day' }
  return { from: found.from, to: found.to, consulted: found.consulted ?? false }
}

function habitOf(point: Point, from: Place | null, found: Found, scope: Scope, overtime: boolean): Habit {
  const sameDay = from === null || from.found.from === found.from
  if (overtime) return sameDay ? hoursOfOvertime(found.from, scope) : 'literal'
  return isThisMorning(point, from, scope) ? 'literal' : 'office'
}

/** 六点半闹钟没响, told at nine: an hour gone by that has no day is no hour still to come. */
function isThisMorning({ day, clock }: Point, from: Place | null, { tense, minute }: Scope): boolean {
  return day === null && from === null && tense === 'past' && clock !== null && clock.minutes <= minute
}

/** Overtime of a workday is worked in the evening; on a rest day at any hour. */
function hoursOfOvertime(at: EpochDay, { calendar }: Scope): Habit {
  return isWorkday(calendar, isoDate(at)) ? 'late' : 'office'
}

const PART_START: Readonly<Record<DayPart, number>> = { am: 5 * 60, noon: 11 * 60, pm: 12 * 60, eve: 18 * 60 }

/** The minute after which a span must end: 昨晚加班到1点 ends after the evening has begun. */
function earliestEnd(from: Place | null, to: Point): number | null {
  if (from === null || from.minute !== null) return from?.minute ?? null
  if (from.part !== null) return PART_START[from.part]
  return to.part?.dawn ? PART_START.am : null
}

/** 周六、日 said on a Saturday of what is past: the whole list lies a week back. */
function weekBack(
  placed: PlacedStretch[],
  stretches: readonly Stretch[],
  { tense, ref }: Scope,
): PlacedStretch[] {
  const last = placed.at(-1)?.from?.found.to ?? ref
  const bare = stretches.every(
    ({ from, to }) => to === null && from?.day?.is === 'weekday' && from.day.week === null,
  )
  if (tense === 'past' && placed.length === 1 && isWeekdays(stretches[0]))
    return placed.map(s => backFrom(s, ref))
  if (tense !== 'past' || !bare || placed.length < 2 || last <= ref) return placed
  return placed.map(stretch => {
    const { from } = stretch
    const at = (from?.found.from ?? ref) - 7
    return { ...stretch, from: from && { ...from, found: { from: at, to: at } } }
  })
}

/** 周一到周四, both without a week. */
function isWeekdays(stretch: Stretch | undefined): boolean {
  const [from, to] = [stretch?.from?.day, stretch?.to?.day]
  return from?.is === 'weekday' && from.week === null && to?.is === 'weekday' && to.week === null
}

/** 周一到周四都加班 said on a Tuesday: what is not over yet lies a week back. */
function backFrom(stretch: PlacedStretch, ref: EpochDay): PlacedStretch {
  if ((stretch.to?.found.to ?? ref) <= ref) return stretch
  const back = (place: Place | null) =>
    place && { ...place, found: { from: place.found.from - 7, to: place.found.to - 7 } }
  return { ...stretch, from: back(stretch.from), to: back(stretch.to) }
}
