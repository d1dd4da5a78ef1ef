import { isDate } from '../../kernel/half-day.ts'

/** A year's holiday notice as data: every day it names, off or worked. */
export interface HolidayYear {
  year: number
  /** Links to the State Council's notices. */
  papers: readonly string[]
  days: readonly { name: string; date: string; off: boolean }[]
}

/** What came of an import. `problem` is a code and what it is about, for the caller to put into words. */
export type ImportResult = { ok: true; year: HolidayYear } | { ok: false; problem: ImportProblem; at: string }

/** `empty`: a file without days is a year not published yet, and must not pass for one that is. */
export type ImportProblem = 'shape' | 'empty' | 'date' | 'year' | 'duplicate'

/**
 * Reads a year in the JSON form of NateScarlet/holiday-cn (`{year, papers, days: [{name, date, isOffDay}]}`).
 * Whole year or nothing. Days of the December before may stand in the file: notices do that for 元旦.
 */
export function importYear(json: unknown): ImportResult {
  if (!isRecord(json) || !Number.isInteger(json['year']) || !Array.isArray(json['days']))
    return fail('shape', 'year')
  const year = Number(json['year'])
  const papers = Array.isArray(json['papers']) ? json['papers'].map(String) : []
  const days: { name: string; date: string; off: boolean }[] = []
  const seen = new Set<string>()
  for (const day of json['days']) {
    if (!isRecord(day)) return fail('shape', 'days')
    const { name, date, isOffDay } = day
    if (typeof name !== 'string' || typeof isOffDay !== 'boolean') return fail('shape', String(date))
    if (typeof date !== 'string' || !isDate(date)) return fail('date', String(date))
    if (!date.startsWith(`${year}-`) && !date.startsWith(`${year - 1}-12-`)) return fail('year', date)
    if (seen.has(date)) return fail('duplicate', date)
    seen.add(date)
    days.push({ name, date, off: isOffDay })
  }
  if (days.length === 0) return fail('empty', String(year))
  return { ok: true, year: { year, papers, days } }
}

function fail(problem: ImportProblem, at: string): ImportResult {
  return { ok: false, problem, at }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
