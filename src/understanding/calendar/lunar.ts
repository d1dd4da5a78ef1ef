import chineseDays from 'chinese-days'
import { type EpochDay, epochDay } from './epoch-day.ts'

/** A day of the Chinese calendar; `leap` for a day of a leap month. */
export interface LunarDay {
  year: number
  month: number
  day: number
  leap: boolean
}

/**
 * The Chinese calendar on epoch days, 1900–2100. Only the month lengths come from chinese-days: its date
 * functions go through local time and turn 二月三十 into a day of March.
 */
export interface LunarCalendar {
  /** The lunar date of a day; month and day are 0 outside the years covered. */
  dateOf(at: EpochDay): LunarDay
  /** The day of a lunar date (not in a leap month), or null where that day does not exist. */
  dayOf(year: number, month: number, day: number): EpochDay | null
}

const FIRST_YEAR = 1900
const LAST_YEAR = 2100
/** 正月初一 of 1900. */
const FIRST_DAY = epochDay(1900, 1, 31)

export function lunarCalendar(): LunarCalendar {
  const newYears = newYearDays()
  return {
    dateOf(at) {
      const year = FIRST_YEAR + lastNotAfter(newYears, at)
      let left = at - (newYears[year - FIRST_YEAR] ?? Number.POSITIVE_INFINITY)
      for (const month of year <= LAST_YEAR && left >= 0 ? monthsOf(year) : []) {
        if (left < month.days) return { year, month: month.number, day: left + 1, leap: month.leap }
        left -= month.days
      }
      return { year, month: 0, day: 0, leap: false }
    },
    dayOf(year, month, day) {
      let at = newYears[year - FIRST_YEAR]
      if (at === undefined || year > LAST_YEAR || day < 1) return null
      for (const each of monthsOf(year)) {
        if (each.number === month && !each.leap) return day <= each.days ? at + day - 1 : null
        at += each.days
      }
      return null
    },
  }
}

interface Month {
  number: number
  leap: boolean
  days: number
}

/** The twelve or thirteen months of a lunar year in order. */
function monthsOf(year: number): Month[] {
  const months: Month[] = []
  const leap = chineseDays.getYearLeapMonth(year)
  for (let number = 1; number <= 12; number++) {
    months.push({ number, leap: false, days: chineseDays.monthDays(year, number) })
    if (leap.leapMonth === number) months.push({ number, leap: true, days: leap.days })
  }
  return months
}

/** 正月初一 of every year covered, and of the year after. */
function newYearDays(): EpochDay[] {
  const days = [FIRST_DAY]
  let at = FIRST_DAY
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    for (const month of monthsOf(year)) at += month.days
    days.push(at)
  }
  return days
}

/** Index of the last of the ascending `days` that is not after `at`; 0 when all are. */
function lastNotAfter(days: readonly EpochDay[], at: EpochDay): number {
  let low = 0
  let high = days.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((days[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
