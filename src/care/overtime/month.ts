import { formatDate, formatHours } from '../../dialogue/format.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { type Listed, listOvertime } from './store.ts'
import { recordWords } from './words.ts'

/** Days, both included. */
interface Days {
  readonly from: string
  readonly to: string
}

/** First and last day of a month, `YYYY-MM`. */
export function daysOfMonth(month: string): Days {
  const first = Temporal.PlainYearMonth.from(month)
  return { from: `${month}-01`, to: first.toPlainDate({ day: first.daysInMonth }).toString() }
}

export const monthLookups = {
  /**
   * One's overtime of a month, line by line, or of what goes over several months (今年, 上半年), month by month; and what
   * one's reports worked in it. Of the month of `day`, or of this one, where `until` lies in the same.
   */
  overtime_month: lookup(
    { with: { day: 'date', until: 'date' }, optional: ['day', 'until'], returns: { text: 'text' } },
    async (context, { day, until }) => {
      const { tx, tools, today, person } = context
      const month = (day ?? today).slice(0, 7)
      const long = day !== undefined && until !== undefined && until.slice(0, 7) > month
      const span = long ? { from: day, to: until } : daysOfMonth(month)
      const when = long ? whenOf(context, span) : monthWords(context, month)
      const mine = await listOvertime(tx, { ...span, person: person.id })
      const reports = await listOvertime(tx, { ...span, supervisor: person.userid })
      const lines = long ? sumsByMonth(context, mine) : mine.map(row => lineOf(context, row))
      const own =
        mine.length === 0
          ? tools.text('overtime_month_none', { when })
          : tools.text('overtime_month', { when, ...sumOf(mine), lines: lines.join('') })
      const before = day === undefined ? await lastMonth(context) : ''
      if (reports.length === 0) return { text: own + before }
      const each = [...Map.groupBy(reports, row => row.userid).values()].map(rows =>
        tools.text('overtime_month_report', { name: rows[0]?.name ?? '', ...sumOf(rows) }),
      )
      return { text: own + before + tools.text('overtime_month_reports', { when, list: each.join('') }) }
    },
  ),
}

/** “这个月” asked on the first days of one means the last as well. */
async function lastMonth({ tx, tools, today, person }: CareContext): Promise<string> {
  const month = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const rows = await listOvertime(tx, { ...daysOfMonth(month), person: person.id })
  if (rows.length === 0) return ''
  return tools.text('overtime_month_before', { month: Number(month.slice(5)), ...sumOf(rows) })
}

function sumsByMonth(context: CareContext, rows: readonly Listed[]): string[] {
  const months = Map.groupBy(rows, ({ date }) => date.slice(0, 7))
  return [...months].map(([month, of]) =>
    context.tools.text('overtime_month_sum', { when: monthWords(context, month), ...sumOf(of) }),
  )
}

function monthWords({ tools, today }: CareContext, of: string): string {
  const [year, month] = of.split('-').map(Number)
  const values = { year: year ?? 0, month: month ?? 0 }
  return today.startsWith(`${year}-`)
    ? tools.text('overtime_of_month', values)
    : tools.text('overtime_of_month_then', values)
}

function whenOf({ tools, today }: CareContext, { from, to }: Days): string {
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`)
    return tools.text('overtime_of_year', { year: from.slice(0, 4) })
  const [first, last] = [from, to].map(date => formatDate(date, tools.words(), today))
  return tools.text('overtime_from_to', { from: first ?? '', to: last ?? '' })
}

function lineOf({ tools, today }: CareContext, row: Listed): string {
  return tools.text('overtime_month_line', {
    ...recordWords(tools, row, today),
    status: tools.text(`overtime_status_${row.subsidy && row.status === 'approved' ? 'paid' : row.status}`),
  })
}

function sumOf(rows: readonly Listed[]): { count: number; hours: string } {
  return {
    count: rows.length,
    hours: formatHours(rows.reduce((all, { minutes }) => all + minutes, 0)),
  }
}
