/**
 * A day as an integer: days since 1970-01-01. Inside the parser a date is this number, because stepping,
 * comparing and finding weekdays are then plain arithmetic; ISO text appears only at the edges.
 */
export type EpochDay = number

/** The epoch day of a Gregorian date; the date must exist (see `dateExists`). */
export function epochDay(year: number, month: number, day: number): EpochDay {
  // Howard Hinnant's days_from_civil: years begin in March so that the leap day comes last.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}

/** Year, month (1–12) and day of an epoch day. */
export function civil(at: EpochDay): { year: number; month: number; day: number } {
  const shifted = at + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 }
}

/** `YYYY-MM-DD` of an epoch day. */
export function isoDate(at: EpochDay): string {
  const { year, month, day } = civil(at)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

/** The epoch day of the first ten characters of an ISO date or date-time. */
export function fromIso(text: string): EpochDay {
  return epochDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)))
}

/** ISO weekday, 1 = Monday to 7 = Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(at: EpochDay): number {
  return ((((at + 3) % 7) + 7) % 7) + 1
}

/** Days of a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether the Gregorian calendar has that day. */
export function dateExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The same day of the month `months` later (earlier when negative); the month's last day where it is shorter. */
export function addMonths(at: EpochDay, months: number): EpochDay {
  const { year, month, day } = civil(at)
  const index = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return epochDay(y, m, Math.min(day, daysInMonth(y, m)))
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}
