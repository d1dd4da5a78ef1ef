import { addDays, dateOf, type HalfDay, halfDay, halfDays } from './half-day.ts'

/**
 * What a date is, for counting leave and pay. `statutory` = one of the 13 days of the State Council's
 * 《全国年节及纪念日放假办法》; `rest` = off only because days were moved; `makeup` = a weekend day worked instead.
 */
export type DayKind = 'workday' | 'makeup' | 'weekend' | 'rest' | 'statutory'

/** A published (or, where no notice exists yet, statutory) holiday period, both ends included. */
export interface Holiday {
  /** The short Chinese name: 元旦, 春节, 清明, 劳动节, 端午, 中秋, 国庆. */
  name: string
  from: string
  to: string
  /** True when the State Council has not published that year: only the statutory days are known. */
  provisional: boolean
}

/** The working calendar as a value. Every rule that counts days receives one; none reads a clock or a file. */
export interface Calendar {
  /** Years for which the State Council's notice is known, ascending. */
  readonly publishedYears: readonly number[]
  kindOf(date: string): DayKind
  /** Holidays of a year, in order of date. */
  holidays(year: number): readonly Holiday[]
  /** Days, ascending, that the notice has worked in exchange for a holiday of `holidays`; none without a notice. */
  workedFor(holiday: Holiday): readonly string[]
  /** Lunar month and day of a date; `leap` for a leap month. */
  lunarOf(date: string): { year: number; month: number; day: number; leap: boolean }
  /** The date of a lunar month and day of a lunar year, or null where that day does not exist. */
  fromLunar(year: number, month: number, day: number): string | null
  /** The date of a solar term (清明, 冬至 …) in a year, or null for an unknown name. */
  solarTerm(name: string, year: number): string | null
}

/** Whether work is done on `date`: a workday or a make-up workday. */
export function isWorkday(calendar: Calendar, date: string): boolean {
  const kind = calendar.kindOf(date)
  return kind === 'workday' || kind === 'makeup'
}

/** Whether the holidays of the year of `date` are known from a published notice. */
export function isPublished(calendar: Calendar, date: string): boolean {
  return calendar.publishedYears.includes(Number(date.slice(0, 4)))
}

/** Working half-days from `from` to `to`, both included. */
export function workHalfDays(calendar: Calendar, from: HalfDay, to: HalfDay): number {
  let count = 0
  for (const at of halfDays(from, to)) if (isWorkday(calendar, dateOf(at))) count++
  return count
}

/** Workdays after `date`, up to `to`, that one included. */
export function workdaysAfter(calendar: Calendar, date: string, to: string): number {
  return workHalfDays(calendar, halfDay(addDays(date, 1), 'a'), halfDay(to, 'p')) / 2
}

/** The workday that is so many workdays after a date: by when something was promised, or falls due. */
export function workdaysLater(calendar: Calendar, date: string, workdays: number): string {
  let day = date
  for (let left = workdays; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkday(calendar, day)) left--
  }
  return day
}
