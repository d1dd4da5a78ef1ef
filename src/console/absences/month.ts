import { serverNow } from '../api/server-time.ts'
import type { Absentee } from './shapes.ts'

/** `2026-11` of today. */
export function thisMonth(): string {
  const now = new Date(serverNow())
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`
}

/** The month so many months after another. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = year * 12 + number - 1 + by
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** `2026年11月` */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}

/** Of a day, how somebody is not there: all of it, one half, or not at all. */
export function absenceOn({ absent }: Absentee, date: string): 'day' | 'am' | 'pm' | null {
  const on = (half: string) => absent.some(({ from, to }) => from <= half && half <= to)
  const [am, pm] = [on(`${date}a`), on(`${date}p`)]
  return am && pm ? 'day' : am ? 'am' : pm ? 'pm' : null
}
