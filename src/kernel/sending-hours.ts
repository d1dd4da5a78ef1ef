import { type Calendar, isWorkday } from './calendar.ts'
import { addDays } from './half-day.ts'

/** A stretch of every day, local `HH:MM`; `to` is no part of it. Over midnight where `from` is the later one. */
export interface Hours {
  readonly from: string
  readonly to: string
}

/** When people may be written to unasked: on workdays, within `hours`, never in `quiet`. */
export interface SendingHours {
  readonly hours: Hours
  readonly quiet: Hours
}

/** Holidays are never longer; a table that never allows anything ends here. */
const FURTHEST = 31

/**
 * The first local time (`YYYY-MM-DDTHH:MM`), not before `local`, at which a reminder may be sent: `local` itself
 * where that is one. Null where the table allows no time at all.
 */
export function nextSending(when: SendingHours, calendar: Calendar, local: string): string | null {
  const [today = '', now = ''] = local.split('T')
  for (let days = 0; days <= FURTHEST; days++) {
    const date = addDays(today, days)
    if (!isWorkday(calendar, date)) continue
    const time = firstTime(when, days === 0 ? now : '00:00')
    if (time !== null) return `${date}T${time}`
  }
  return null
}

/** Whether a reminder may be sent at a local time. */
export function maySend(when: SendingHours, calendar: Calendar, local: string): boolean {
  return nextSending(when, calendar, local) === local
}

/** The first local time, not before `local`, that is none of the quiet hours, be it a workday or not. */
export function afterQuiet({ quiet }: SendingHours, local: string): string {
  const [today = '', now = ''] = local.split('T')
  if (!isIn(quiet, now)) return local
  const isEvening = quiet.from > quiet.to && now >= quiet.from
  return `${isEvening ? addDays(today, 1) : today}T${quiet.to}`
}

/** The first time of a day, not before `after`, that is in the hours and out of the quiet ones. */
function firstTime({ hours, quiet }: SendingHours, after: string): string | null {
  const start = after > hours.from ? after : hours.from
  const time = isIn(quiet, start) ? quiet.to : start
  return time >= start && isIn(hours, time) && !isIn(quiet, time) ? time : null
}

function isIn({ from, to }: Hours, time: string): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to
}
