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

/**
 * Who checks and who decides: two people, neither of whom it is about or who wrote it. Those of the person's own unit
 * come first, then the order people are always named in.
 * @param officers with the chain of superiors of each, nearest first
 * @returns null where no such pair is there: then nothing may be taken in
 */
export function pickPair<P extends { id: string; unit: string }>(
  officers: readonly { officer: P; above: readonly P[] }[],
  about: { unit: string; barred: readonly string[] },
): { officer: P; leader: P } | null {
  const near = officers.filter(o => o.officer.unit === about.unit)
  const far = officers.filter(o => o.officer.unit !== about.unit)
  for (const { officer, above } of [...near, ...far]) {
    if (about.barred.includes(officer.id)) continue
    const leader = above.find(p => p.id !== officer.id && !about.barred.includes(p.id))
    if (leader) return { officer, leader }
  }
  return null
}
