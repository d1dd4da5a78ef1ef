import { type EpochDay, epochDay } from './epoch-day.ts'
import type { LunarCalendar } from './lunar.ts'

/** A festival with the days that 《全国年节及纪念日放假办法》 itself makes free, both ends included. */
export interface StatutoryHoliday {
  name: string
  from: EpochDay
  to: EpochDay
}

/** How many days each revision of the rule gives; the newest first. 春节 is counted from 正月初一 (0). */
const REVISIONS = [
  { since: 2025, springFestival: [-1, 2], labourDay: 2, oneDayFestivals: true },
  { since: 2014, springFestival: [0, 2], labourDay: 1, oneDayFestivals: true },
  { since: 2008, springFestival: [-1, 1], labourDay: 1, oneDayFestivals: true },
  { since: 0, springFestival: [0, 2], labourDay: 3, oneDayFestivals: false },
] as const

/**
 * The statutory holidays of a year by rule, in order of date: 13 days since the revision of 2024.
 * They need no notice; what a notice adds (weekends moved, make-up workdays) is never guessed.
 */
export function statutoryHolidays(
  year: number,
  lunar: LunarCalendar,
  qingming: (year: number) => EpochDay | null,
): StatutoryHoliday[] {
  const rule = REVISIONS.find(revision => year >= revision.since) ?? REVISIONS[0]
  const newYear = lunar.dayOf(year, 1, 1)
  const days: [name: string, from: EpochDay | null, to: EpochDay | null][] = [
    ['元旦', epochDay(year, 1, 1), epochDay(year, 1, 1)],
    ['劳动节', epochDay(year, 5, 1), epochDay(year, 5, rule.labourDay)],
    ['国庆', epochDay(year, 10, 1), epochDay(year, 10, 3)],
  ]
  if (newYear !== null)
    days.push(['春节', newYear + rule.springFestival[0], newYear + rule.springFestival[1]])
  if (rule.oneDayFestivals) {
    const single = [
      ['清明', qingming(year)],
      ['端午', lunar.dayOf(year, 5, 5)],
      ['中秋', lunar.dayOf(year, 8, 15)],
    ] as const
    for (const [name, day] of single) days.push([name, day, day])
  }
  return days
    .flatMap(([name, from, to]) => (from === null || to === null ? [] : [{ name, from, to }]))
    .sort((a, b) => a.from - b.from)
}
