import { type Calendar, isWorkday } from '../../../kernel/calendar.ts'
import { addDays, type HalfDay, halfDay } from '../../../kernel/half-day.ts'
import type { OvertimeTable } from './table.ts'

/** One stretch as it was said: minutes on a day, and from when to when where that was said ('' = it was not). */
export interface Stretch {
  readonly date: string
  readonly minutes: number
  readonly clock: string
}

type Hours = Pick<OvertimeTable, 'working_hours'>

/**
 * Whether a stretch is over, so that it can count. By the clock at its end; where nobody said from when to when, no
 * sooner than if it had begun when work ends on a workday, and when it would begin on any other day; by when work begins
 * the next morning, whatever its length.
 * @param at `YYYY-MM-DDTHH:MM`, local
 */
export function isOver(
  calendar: Calendar,
  { working_hours }: Hours,
  { date, minutes, clock }: Stretch,
  at: string,
): boolean {
  const [from, to] = clock.split('-')
  if (from && to) return `${to > from ? date : addDays(date, 1)}T${to}` <= at
  const morning = working_hours[0]?.from ?? '00:00'
  const start = isWorkday(calendar, date) ? working_hours.at(-1)?.to : morning
  const end = Temporal.PlainDateTime.from(`${date}T${start ?? '00:00'}`).add({ minutes })
  return at >= `${addDays(date, 1)}T${morning}` || end.toString({ smallestUnit: 'minute' }) <= at
}

/**
 * Whether some of a stretch may be the legal hours of half-days on which somebody is on leave: then a recall gives the
 * days back, and it is no overtime. Only from when to when can show that it is not.
 * @param taken half-days that leave takes of that day and the next
 */
export function mayBeOnLeave(
  { working_hours }: Hours,
  { date, clock }: Pick<Stretch, 'date' | 'clock'>,
  taken: ReadonlySet<HalfDay>,
): boolean {
  const [from, to] = clock.split('-')
  if (!from || !to) return taken.has(halfDay(date, 'a')) || taken.has(halfDay(date, 'p'))
  const [start, end] = [`${date}T${from}`, `${to > from ? date : addDays(date, 1)}T${to}`]
  return [date, addDays(date, 1)].some(day =>
    working_hours.some(legal => {
      const half = halfDay(day, legal.from < NOON ? 'a' : 'p')
      return taken.has(half) && start < `${day}T${legal.to}` && `${day}T${legal.from}` < end
    }),
  )
}

const NOON = '12:00'
