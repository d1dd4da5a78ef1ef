import chineseDays from 'chinese-days'
import type { Calendar, DayKind, Holiday } from '../../kernel/calendar.ts'
import { type EpochDay, fromIso, isoDate, weekdayOf } from './epoch-day.ts'
import type { HolidayYear } from './import-year.ts'
import { lunarCalendar } from './lunar.ts'
import { solarTermDate } from './solar-terms.ts'
import { type StatutoryHoliday, statutoryHolidays } from './statutory.ts'
import { type DayNoticed, workedFor } from './worked-for.ts'

export { type HolidayYear, type ImportProblem, type ImportResult, importYear } from './import-year.ts'

/** One day decided by the unit itself, such as a typhoon day. It wins over every notice. */
export interface LocalDay {
  date: string
  off: boolean
  author: string
  reason: string
}

export interface CalendarOptions {
  /** Years imported since the last release of chinese-days; their days win over the package's. */
  years?: readonly HolidayYear[]
  overrides?: readonly LocalDay[]
}

/** Years before this are not in chinese-days. */
const FIRST_NOTICE = 2004

/**
 * The working calendar of the mainland: notices from chinese-days and `options.years`, local days on top.
 * A year without a notice has its statutory days by rule, marked provisional, and no make-up workdays.
 * Pure: years are worked out when first asked for and kept inside the value.
 */
export function chineseCalendar(options: CalendarOptions = {}): Calendar {
  const lunar = lunarCalendar()
  const imported = new Map(options.years?.flatMap(year => year.days.map(day => [day.date, day] as const)))
  const local = new Map(options.overrides?.map(day => [day.date, day.off] as const))
  const publishedYears = bundledYears()
  for (const { year } of options.years ?? []) if (!publishedYears.includes(year)) publishedYears.push(year)
  publishedYears.sort((a, b) => a - b)

  const statutory = remember((year: number) =>
    statutoryHolidays(year, lunar, of => nullable(solarTermDate('清明', of))),
  )
  const holidays = remember((year: number) =>
    statutory(year).flatMap(core => {
      const holiday = publishedYears.includes(year) ? closureAround(core, noticed) : provisional(core)
      return holiday ? [holiday] : []
    }),
  )

  /** What a notice says of a day, and for which festival; null = nothing. */
  function noticeOf(at: EpochDay): DayNoticed | null {
    const date = isoDate(at)
    return imported.get(date) ?? bundled(date)
  }

  /** Off, worked, or nothing said. */
  function noticed(at: EpochDay): boolean | null {
    return noticeOf(at)?.off ?? null
  }

  const kinds = new Map<string, DayKind>()

  function kindOf(date: string): DayKind {
    const known = kinds.get(date) ?? kindWorkedOut(date)
    kinds.set(date, known)
    return known
  }

  function kindWorkedOut(date: string): DayKind {
    const at = fromIso(date)
    const weekend = weekdayOf(at) > 5
    const off = local.get(date) ?? noticed(at)
    if (off === false) return weekend ? 'makeup' : 'workday'
    if (statutory(Number(date.slice(0, 4))).some(({ from, to }) => from <= at && at <= to)) return 'statutory'
    if (weekend) return 'weekend'
    return off === true ? 'rest' : 'workday'
  }

  return {
    publishedYears,
    kindOf,
    holidays,
    workedFor: holiday => workedFor(holiday, noticeOf),
    lunarOf: date => lunar.dateOf(fromIso(date)),
    fromLunar(year, month, day) {
      const at = lunar.dayOf(year, month, day)
      return at === null ? null : isoDate(at)
    },
    solarTerm: solarTermDate,
  }
}

/** The run of days off that a notice puts around a festival; null where it gives none (清明 before 2008). */
function closureAround(core: StatutoryHoliday, noticed: (at: EpochDay) => boolean | null): Holiday | null {
  if (noticed(core.from) !== true) return null
  let { from, to } = core
  while (noticed(from - 1) === true) from--
  while (noticed(to + 1) === true) to++
  return { name: core.name, from: isoDate(from), to: isoDate(to), provisional: false }
}

function provisional({ name, from, to }: StatutoryHoliday): Holiday {
  return { name, from: isoDate(from), to: isoDate(to), provisional: true }
}

/** What chinese-days holds for a date. It names listed days "English,中文,n" and all others by weekday. */
function bundled(date: string): DayNoticed | null {
  const { name, work } = chineseDays.getDayDetail(date)
  const [, festival] = name.split(',')
  return festival === undefined ? null : { name: festival, off: !work }
}

/** Years that chinese-days covers: the National Day of a year it does not know is a workday to it. */
function bundledYears(): number[] {
  const years: number[] = []
  for (
    let year = FIRST_NOTICE;
    chineseDays.isHoliday(`${year}-10-01`) && bundled(`${year}-10-01`)?.off === true;
    year++
  )
    years.push(year)
  return years
}

function nullable(date: string | null): EpochDay | null {
  return date === null ? null : fromIso(date)
}

/** `make`, worked out once per year. */
function remember<T>(make: (year: number) => T): (year: number) => T {
  const known = new Map<number, T>()
  return year => {
    const found = known.get(year)
    if (found !== undefined) return found
    const made = make(year)
    known.set(year, made)
    return made
  }
}
