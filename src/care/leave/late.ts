import type { Calendar } from '../../kernel/calendar.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Tx } from '../../storage/storage.ts'
import { endOfAway, overdueHalfDays } from './rules.ts'
import { aliveLeave, type LeaveRow } from './store.ts'

/** How long somebody is away with a leave and with what was agreed to after it. */
export interface Away {
  /** The last half-day of it all. */
  readonly end: HalfDay
  /** Leave that follows without a working half-day between, oldest first. */
  readonly following: readonly LeaveRow[]
  /** Working half-days by which he is late on a half-day; what other leave covers does not count. */
  late(on: HalfDay): number
}

export async function awayWith(tx: Tx, calendar: Calendar, leave: LeaveRow, today: string): Promise<Away> {
  const others = (await aliveLeave(tx, leave.person, today)).filter(
    ({ no, status }) => status === 'approved' && no !== leave.no,
  )
  const end = endOfAway(calendar, leave, others)
  return {
    end,
    following: others.filter(({ from, to }) => from > leave.from && to <= end && to > leave.to),
    late: on => overdueHalfDays(calendar, end, on, others),
  }
}
