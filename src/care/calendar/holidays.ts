import { formatDate, formatSpan } from '../../dialogue/format.ts'
import { type Calendar, type Holiday, isWorkday } from '../../kernel/calendar.ts'
import { addDays, dateOf, daysBetween, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Tools } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'

/** Holidays told where none is named: those that come next. */
const NEXT = 3
/** A longer stretch than this is a year, or a part of it, of which the holidays are told. */
const FEW_DAYS = 10

type Say = Pick<Tools, 'text' | 'words' | 'calendar'>

export const holidayLookups = {
  /**
   * When a holiday is, and which weekend days are worked for it; of days, whether they are worked. Without either: the
   * next holidays. A year without a notice is said to be so: only its statutory days are told
   * (《全国年节及纪念日放假办法》), nothing is guessed.
   */
  holiday_days: lookup(
    {
      with: { which: 'choice', from: 'half_day', to: 'half_day' },
      optional: ['which', 'from', 'to'],
      returns: { text: 'text' },
    },
    async ({ tools, today }, { which, from, to }) => ({
      text: which ? named(tools, today, which, from) : unnamed(tools, today, from, to ?? from),
    }),
  ),
}

/** The holiday of the year that was said; else the one that goes on or comes next. */
function named(tools: Say, today: string, which: string, from: HalfDay | undefined): string {
  const since = from ? `${from.slice(0, 4)}-01-01` : today
  const [found] = holidaysFrom(tools.calendar, since).filter(({ name }) => name === which)
  return found ? inWords(tools, today, found) : tools.text('holiday_unknown')
}

function unnamed(tools: Say, today: string, from: HalfDay | undefined, to: HalfDay | undefined): string {
  const first = from ? dateOf(from) : today
  const last = to ? dateOf(to) : null
  if (from && last && daysBetween(first, last) < FEW_DAYS) return ofDays(tools, today, first, last)
  const found = holidaysFrom(tools.calendar, first).filter(holiday => last === null || holiday.from <= last)
  const told = last === null ? found.slice(0, NEXT) : found
  const lines = told.filter(({ provisional }) => !provisional).map(holiday => inWords(tools, today, holiday))
  return [...lines, ...statutoryAlone(tools, told)].join('\n') || tools.text('holiday_none')
}

/** Years without a notice, each in one sentence. */
function statutoryAlone(tools: Say, told: readonly Holiday[]): string[] {
  const years = Map.groupBy(
    told.filter(({ provisional }) => provisional),
    ({ from }) => from.slice(0, 4),
  )
  return [...years].map(([year, holidays]) => {
    const list = holidays.map(({ name, from, to }) =>
      tools.text('holiday_item', { name, span: spanOf(tools, from, to, `${year}-01-01`) }),
    )
    return tools.text('holiday_provisional_list', { year, list: list.join(tools.words().comma) })
  })
}

function spanOf(tools: Say, from: string, to: string, today: string): string {
  return formatSpan(halfDay(from, 'a'), halfDay(to, 'p'), tools.words(), today)
}

/**
 * Days on which a part of the people are off for half a day; on a rest day nobody gets another for it
 * (《全国年节及纪念日放假办法》 art. 3, 7).
 */
const FOR_SOME: Readonly<Record<string, string>> = { '03-08': 'half_day_women', '05-04': 'half_day_youth' }

/** Whether each of a few days is worked. */
function ofDays(tools: Say, today: string, first: string, last: string): string {
  const lines: string[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) {
    lines.push(
      tools.text(`day_${tools.calendar.kindOf(date)}`, { day: formatDate(date, tools.words(), today) }),
    )
    const some = FOR_SOME[date.slice(5)]
    if (some && isWorkday(tools.calendar, date)) lines.push(tools.text(some))
  }
  for (const year of new Set([first.slice(0, 4), last.slice(0, 4)]))
    if (!tools.calendar.publishedYears.includes(Number(year)))
      lines.push(tools.text('holiday_unpublished', { year }))
  return lines.join('')
}

function inWords(tools: Say, today: string, holiday: Holiday): string {
  const { name, from, to, provisional } = holiday
  const span = spanOf(tools, from, to, today)
  const days = daysBetween(from, to) + 1
  if (provisional) return tools.text('holiday_provisional', { name, span, days, year: from.slice(0, 4) })
  // The unit may have given a day off again that the notice has worked.
  const worked = tools.calendar
    .workedFor(holiday)
    .filter(date => isWorkday(tools.calendar, date))
    .map(date => formatDate(date, tools.words(), today))
  const makeup =
    worked.length === 0 ? '' : tools.text('holiday_makeup', { days: worked.join(tools.words().and) })
  return tools.text('holiday_is', { name, span, days, makeup })
}

/** Holidays of two years that are not over on a day, in order. */
function holidaysFrom(calendar: Calendar, since: string): Holiday[] {
  const year = Number(since.slice(0, 4))
  return [year, year + 1].flatMap(of => calendar.holidays(of)).filter(({ to }) => to >= since)
}
