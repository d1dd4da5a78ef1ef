import { type Calendar, isWorkday, workdaysAfter } from '../../../kernel/calendar.ts'
import type { OvertimeTable, WorkKind } from './table.ts'

/** What a day is for overtime: a make-up workday is a workday, a day off that was only moved is a rest day. */
export function dayClass(calendar: Calendar, date: string): 'workday' | 'rest' | 'holiday' {
  if (isWorkday(calendar, date)) return 'workday'
  return calendar.kindOf(date) === 'statutory' ? 'holiday' : 'rest'
}

/** One stretch of work as the credit asks for it: whose, of which kind, on which day. */
interface Work {
  readonly date: string
  readonly kind: WorkKind
  readonly staffType: string | null
}

/**
 * Minutes that make comp-days, of minutes worked outside the legal hours: by the rate of the kind and the day; none
 * where a subsidy was paid, for the law gives the one or the other (公务员法 art. 82), and none where it must be paid for.
 */
export function creditedMinutes(
  calendar: Calendar,
  table: Pick<OvertimeTable, 'kinds' | 'paid_on_holidays'>,
  work: Work & { minutes: number; subsidy: boolean },
): number {
  if (work.subsidy || isPaidFor(calendar, table, work)) return 0
  const { percent } = table.kinds[work.kind]
  return Math.floor((work.minutes * percent[dayClass(calendar, work.date)]) / 100)
}

/**
 * Whether work must be paid for and makes no comp-time: by labour contract, overtime on a statutory holiday is paid at
 * 300 % and cannot be made up by time off (劳动法 art. 44, item 3; item 2 allows that for rest days alone). 公务员法 art. 82
 * knows no such difference.
 */
export function isPaidFor(
  calendar: Calendar,
  { paid_on_holidays }: Pick<OvertimeTable, 'paid_on_holidays'>,
  { date, kind, staffType }: Work,
): boolean {
  return (
    kind === 'overtime' &&
    staffType !== null &&
    paid_on_holidays.includes(staffType) &&
    dayClass(calendar, date) === 'holiday'
  )
}

/** Whether a report comes later than the window for reports: it is taken all the same, and flagged. */
export function isLate(
  calendar: Calendar,
  { report }: Pick<OvertimeTable, 'report'>,
  date: string,
  today: string,
): boolean {
  return workdaysAfter(calendar, date, today) > report.within_workdays
}

/** Hours of a day as they are recorded: from `clock`'s start on `date`, `HH:MM-HH:MM`; null where it was not said. */
interface Hours {
  readonly date: string
  readonly clock: string | null
}

/**
 * Whether two stretches may be the same work: of one day, only where both say from when to when can it be told that
 * they are not; of days side by side, only where the earlier is known to run over midnight into the later. A stretch
 * whose end is not later than its start ends the next day.
 */
export function mayOverlap(a: Hours, b: Hours): boolean {
  if (a.clock === null || b.clock === null) return a.date === b.date
  const first = spanOf(a.clock)
  const second = spanOf(b.clock)
  const apart = minutesBetween(a.date, b.date)
  return first.from < second.to + apart && second.from + apart < first.to
}

function minutesBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days * DAY
}

const DAY = 24 * 60

/** Minutes of the day of `HH:MM-HH:MM`. */
function spanOf(clock: string): { from: number; to: number } {
  const [from = 0, to = 0] = clock
    .split('-')
    .map(time => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
  return { from, to: to > from ? to : to + DAY }
}
