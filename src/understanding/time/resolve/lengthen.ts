import type { Calendar } from '../../../kernel/calendar.ts'
import type { DayPart } from '../../../kernel/reading.ts'
import type { EpochDay } from '../../calendar/epoch-day.ts'
import type { Phrase } from '../compose/phrase.ts'
import { onlyPoint, type When } from '../compose/when.ts'
import type { Day, Length } from '../scan/token.ts'
import type { Days, Extent, Moment } from './days.ts'
import type { PlacedStretch } from './place.ts'
import { resolveDay } from './resolve.ts'
import type { Scope } from './scope.ts'
import { dayAfter, nthWorkday } from './workdays.ts'

const MINUTES_A_DAY = 24 * 60

/** An extent with the length that is said of it: an end where only the start was said, an amount otherwise. */
export function applyLength(extent: Extent, phrase: Phrase, first: PlacedStretch, scope: Scope): Extent {
  const { length, when, backOn } = phrase
  if (length === null) return extent
  const asked: Extent = {
    ...extent,
    needs: needsPart(extent, length) ? [...extent.needs, 'part'] : extent.needs,
  }
  const begins = when?.edge === null || when?.edge === 'since'
  const point = begins && backOn === null ? onlyPoint(when) : null
  const [start, found] = [extent.start, first.from?.found]
  if (point === null || start === null || found === undefined) return asked
  if (length.unit === 'hour' || length.unit === 'minute')
    return addHours(asked, start, length, when?.edge === 'since')
  if (found.to === found.from) return addDays(...withoutHour(asked, start), length, scope.calendar)
  // 下周请三天: which of the days is not said. 国庆后请三天 has been counted already.
  const some = point.day?.is !== 'flank' && length.amount < found.to - found.from + 1
  return {
    ...asked,
    end: { day: found.to, minute: null },
    needs: some ? [...asked.needs, 'day'] : asked.needs,
  }
}

/** 上午九点体检，请半天: days are counted from the half in which the hour lies. */
function withoutHour(extent: Extent, start: Moment): [Extent, Moment] {
  if (start.minute === null) return [extent, start]
  const day = { day: start.day, minute: null }
  const part = start.minute < 12 * 60 ? ('am' as const) : ('pm' as const)
  return [{ ...extent, start: day, end: day, startPart: part, endPart: part }, day]
}

/** Half a day of which nobody said which half. */
function needsPart({ startPart, endPart, start }: Extent, { amount, unit }: Length): boolean {
  const halves = (unit === 'day' || unit === 'workday') && amount % 1 !== 0
  return halves && startPart === null && endPart === null && start?.minute == null
}

function addHours(extent: Extent, start: Moment, { amount, unit }: Length, since: boolean): Extent {
  // 从下周一开始，每天请两小时: how long each time, and no end.
  if (start.minute === null) return since ? extent : { ...extent, end: extent.end ?? start }
  const minutes = start.minute + Math.round(unit === 'hour' ? amount * 60 : amount)
  const end = { day: start.day + Math.floor(minutes / MINUTES_A_DAY), minute: minutes % MINUTES_A_DAY }
  return { ...extent, end, alt: movedAlt(extent, start, end.day) }
}

/** The second reading with as many days as the first. */
function movedAlt({ alt }: Extent, start: Moment, end: EpochDay): Days | null {
  return alt && [alt[0], alt[0] + end - start.day]
}

/** Convention: N天 are calendar days in `end` and working days in `endWork`; N个工作日 are working days only. */
function addDays(extent: Extent, start: Moment, length: Length, calendar: Calendar): Extent {
  const { amount, unit } = length
  const until = (day: EpochDay): Pick<Extent, 'end' | 'alt'> => ({
    end: { day, minute: null },
    alt: movedAlt(extent, start, day),
  })
  const lastWorked = () => nthWorkday(calendar, start.day, Math.ceil(amount), 1)
  if (unit === 'workday') return { ...extent, ...until(lastWorked()), consulted: true }
  // 明天一早起请一天 is the whole day.
  if (unit === 'day' && extent.startPart === 'am' && Number.isInteger(amount))
    return addDays({ ...extent, startPart: null, endPart: null }, start, length, calendar)
  if (unit === 'day' && extent.startPart !== null) {
    const last = lastHalf(start.day, extent.startPart, amount)
    return { ...extent, ...until(last.day), endPart: last.part }
  }
  const day = dayAfter(start.day, length) - 1
  const endWork = unit === 'day' && amount > 1 ? lastWorked() : day
  return { ...extent, ...until(day), endWork: endWork === day ? null : endWork }
}

/** 明天下午起请两天 ends at noon of the second day after; 下午半天 ends with that afternoon. */
function lastHalf(start: EpochDay, part: DayPart, days: number): { day: EpochDay; part: DayPart | null } {
  const first = part === 'am' || part === 'noon' ? 0 : 1
  const last = first + Math.max(1, Math.round(days * 2)) - 1
  const day = start + Math.floor(last / 2)
  if (last === first) return { day, part }
  return { day, part: last % 2 === 0 ? 'am' : day === start ? 'pm' : null }
}

/** 清明三天都在值班: as many days as the holiday has are the holiday, though its day of the festival comes later. */
export function wholeHoliday(when: When, length: Length | null, scope: Scope): When {
  const point = onlyPoint(when)
  const day = point?.day
  if (point == null || day?.is !== 'festival' || day.aspect !== null || length?.unit !== 'day') return when
  if (when.edge === 'around') return when
  const holiday: Day = { ...day, aspect: 'holiday' }
  const found = resolveDay(holiday, scope)
  if (found === null || found.to - found.from + 1 !== length.amount) return when
  return { ...when, stretches: [{ from: { ...point, day: holiday }, to: null }] }
}

/** 国庆后请三天: the working days nearest to the holiday. Without a length 国庆前 is a deadline, the day before. */
export function withFlankCount(when: When, length: Length | null): When {
  const stretch = when.stretches[0]
  const said = stretch?.from?.day
  const flank = said?.is === 'within' ? said.inner : said
  if (stretch?.from == null || said == null || flank?.is !== 'flank' || flank.count !== null) return when
  const counted = length?.unit === 'day' || length?.unit === 'workday'
  const ahead = flank.side === -1 && !counted
  const count = counted ? Math.ceil(length.amount) : null
  const day: Day = { ...flank, count, unit: ahead ? 'day' : 'workday' }
  const from = { ...stretch.from, day: said.is === 'within' ? { ...said, inner: day } : day }
  const edge = when.edge ?? (ahead && stretch.to === null ? 'before' : null)
  return { ...when, edge, stretches: [{ ...stretch, from }, ...when.stretches.slice(1)] }
}
