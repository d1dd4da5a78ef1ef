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
  late(on: HalfDay): HalfDay[]
  /** The same of every leave that he came back late from, this one among them. */
  lateInAll(on: HalfDay): HalfDay[]
}

export async function awayWith(tx: Tx, calendar: Calendar, leave: LeaveRow, today: string): Promise<Away> {
  const approved = (await aliveLeave(tx, leave.person, today)).filter(({ status }) => status === 'approved')
  const othersThan = (one: LeaveRow) => approved.filter(({ no }) => no !== one.no)
  const others = othersThan(leave)
  const end = endOfAway(calendar, leave, others)
  const late = (on: HalfDay) => overdueHalfDays(calendar, end, on, others)
  return {
    end,
    following: others.filter(({ from, to }) => from > leave.from && to <= end && to > leave.to),
    late,
    lateInAll(on) {
      const before = others.flatMap(one =>
        one.back === null
          ? []
          : overdueHalfDays(calendar, endOfAway(calendar, one, othersThan(one)), one.back, othersThan(one)),
      )
      // What follows a leave without a day between is late by the same days.
      return [...new Set([...before, ...late(on)])]
    },
  }
}
