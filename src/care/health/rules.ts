import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { addDays } from '../../kernel/half-day.ts'

/** Somebody else’s check-up, or one that no public body pays for. */
const OTHERS =
  /[陪带送帮替]|老人|父|母|[爸妈]|公婆|岳|爱人|老[公婆]|媳妇|妻|丈夫|孩|娃|儿|女|爷|奶|姥|同[事学]|入[职学伍]|驾[照驶]|婚检|征兵|孕/u

/** Whether what is written as the cause of leave is one's own check-up, which the organisation's may be. */
export function isOwnCheckup(reason: string): boolean {
  return /体检|检查身体|体格检查/u.test(reason) && !OTHERS.test(reason)
}

/** What somebody said about his check: booked for a day, moved to another, been there, or no more reminders. */
export type Answer = 'booked' | 'moved' | 'done' | 'mute'

export type Standing = 'invited' | 'booked' | 'done'

/** How somebody stands in one window. No medical content, ever. */
export interface Invitation {
  readonly status: Standing
  /** The booked date. */
  readonly date: string | null
  /** Holds for everything but the first message. */
  readonly muted: boolean
  /** Messages sent that ask to book: the first, then the weekly ones. */
  readonly waves: number
}

/** Numbers of `flows/policy/reminders.yaml`. */
export interface Spacing {
  readonly daysBefore: number
  readonly daysAfter: number
}

/** What an answer makes of an invitation. `next`: the day of the next message, none, or as it was. */
export interface Answered {
  readonly status: Standing
  readonly date: string | null
  readonly muted: boolean
  readonly next: string | null | 'unchanged'
}

/**
 * Takes an answer. Attending is an entitlement, only its reminders can be muted, and never the first message.
 * @param date for `booked` and `moved`
 */
export function takeAnswer(
  before: Invitation,
  said: { answer: Answer; date: string | null },
  today: string,
  spacing: Spacing,
  calendar: Calendar,
): Answered {
  const { status, date, muted, waves } = before
  switch (said.answer) {
    case 'done':
      return { status: 'done', date, muted, next: null }
    case 'mute':
      return { status, date, muted: true, next: status === 'invited' && waves === 0 ? 'unchanged' : null }
    case 'booked':
    case 'moved':
      return {
        status: 'booked',
        date: said.date,
        muted,
        next: muted || said.date === null ? null : nextFor(said.date, today, spacing, calendar),
      }
  }
}

/** The day of the reminder, or where that has passed, of the one question after the date. */
function nextFor(date: string, today: string, spacing: Spacing, calendar: Calendar): string {
  const reminder = reminderDay(date, spacing.daysBefore, calendar)
  return reminder > today ? reminder : missedDay(date, spacing.daysAfter, calendar)
}

/** The last workday that is at least so many days before a date. */
export function reminderDay(date: string, daysBefore: number, calendar: Calendar): string {
  let day = addDays(date, -daysBefore)
  while (!isWorkday(calendar, day)) day = addDays(day, -1)
  return day
}

/** The first workday that is at least so many days after a date. */
export function missedDay(date: string, daysAfter: number, calendar: Calendar): string {
  let day = addDays(date, daysAfter)
  while (!isWorkday(calendar, day)) day = addDays(day, 1)
  return day
}

/** What one who has booked is told on a day: the reminder before it, the question after it, nothing on it. */
export function bookedMessage(date: string, today: string): 'before' | 'after' | null {
  return today < date ? 'before' : today > date ? 'after' : null
}

/** What a unit's health contact may know of anybody, and all he may know. */
export function isBooked(status: string): boolean {
  return status === 'booked' || status === 'done'
}
