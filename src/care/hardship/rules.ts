import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { addDays } from '../../kernel/half-day.ts'

/** The workday that is so many workdays after a date: by when an answer was promised. */
export function workdaysLater(date: string, workdays: number, calendar: Calendar): string {
  let day = date
  for (let left = workdays; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkday(calendar, day)) left--
  }
  return day
}

/** “急” is passed on once a day. @param urged the days on which it was passed on before */
export function mayUrge(urged: readonly string[], today: string): boolean {
  return !urged.includes(today)
}
