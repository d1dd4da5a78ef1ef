import { formatHours } from '../../dialogue/format.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { type Listed, listOvertime } from './store.ts'
import { recordWords } from './words.ts'

/** First and last day of a month, `YYYY-MM`. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const first = Temporal.PlainYearMonth.from(month)
  return { from: `${month}-01`, to: first.toPlainDate({ day: first.daysInMonth }).toString() }
}

export const monthLookups = {
  /**
   * One's overtime of a month, line by line, and what one's reports worked in it; of the month of `day`, or of this
   * one.
   */
  overtime_month: lookup(
    { with: { day: 'date' }, optional: ['day'], returns: { text: 'text' } },
    async (context, { day }) => {
      const { tx, tools, today, person } = context
      const month = (day ?? today).slice(0, 7)
      const span = daysOfMonth(month)
      const mine = await listOvertime(tx, { ...span, person: person.id })
      const reports = await listOvertime(tx, { ...span, supervisor: person.userid })
      const about = { month: Number(month.slice(5)) }
      const own =
        mine.length === 0
          ? tools.text('overtime_month_none', about)
          : tools.text('overtime_month', {
              ...about,
              count: mine.length,
              hours: formatHours(sumOf(mine)),
              lines: mine.map(row => lineOf(context, row)).join(''),
            })
      const before = day === undefined ? await lastMonth(context) : ''
      if (reports.length === 0) return { text: own + before }
      const each = [...Map.groupBy(reports, row => row.userid).values()].map(rows =>
        tools.text('overtime_month_report', {
          name: rows[0]?.name ?? '',
          count: rows.length,
          hours: formatHours(sumOf(rows)),
        }),
      )
      return { text: own + before + tools.text('overtime_month_reports', { ...about, list: each.join('') }) }
    },
  ),
}

/** “这个月” asked on the first days of one means the last as well. */
async function lastMonth({ tx, tools, today, person }: CareContext): Promise<string> {
  const month = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const rows = await listOvertime(tx, { ...daysOfMonth(month), person: person.id })
  if (rows.length === 0) return ''
  return tools.text('overtime_month_before', {
    month: Number(month.slice(5)),
    count: rows.length,
    hours: formatHours(sumOf(rows)),
  })
}

function lineOf({ tools, today }: CareContext, row: Listed): string {
  return tools.text('overtime_month_line', {
    ...recordWords(tools, row, today),
    status: tools.text(`overtime_status_${row.subsidy && row.status === 'approved' ? 'paid' : row.status}`),
  })
}

function sumOf(rows: readonly Listed[]): number {
  return rows.reduce((all, { minutes }) => all + minutes, 0)
}
