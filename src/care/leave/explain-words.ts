import { formatDate, formatDays, formatSpan } from '../../dialogue/format.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Entry, Explained } from './explain.ts'

/** Lines that a chat shows of one account; older ones are summed up. */
const SHOWN = 10

type Words = Pick<Tools, 'text' | 'words'>

/** A balance with its lines, as the chat says it. */
export function explainInWords(tools: Words, { account, left, entries }: Explained, today: string): string {
  const name = tools.text(`account_${account}`)
  if (left === null) return tools.text('ledger_unknown', { account: name })
  const older = entries.slice(0, Math.max(0, entries.length - SHOWN))
  const recent = entries.slice(older.length)
  const rest = older.reduce((sum, { halfDays }) => sum + halfDays, 0)
  return [
    tools.text(entries.length === 0 ? 'ledger_empty' : 'ledger_head', {
      account: name,
      days: formatDays(left),
    }),
    ...(older.length === 0 ? [] : [tools.text('ledger_older', { change: change(tools, rest) })]),
    ...recent.map(entry => lineOf(tools, entry, today)),
  ].join('\n')
}

function lineOf(tools: Words, entry: Entry, today: string): string {
  const { what, from, to, date, no, expires } = entry
  const words = tools.words()
  const day = (value: string | null) => (value === null ? '' : formatDate(value, words, today))
  return tools.text(`ledger_${what}`, {
    change: change(tools, entry.halfDays),
    no: no ?? '',
    when: from !== null && to !== null ? formatSpan(from, to, words, today) : day(date),
    until: expires === null ? '' : tools.text('ledger_until', { date: day(expires) }),
  })
}

function change(tools: Words, halfDays: number): string {
  return tools.text(halfDays < 0 ? 'ledger_less' : 'ledger_more', { days: formatDays(Math.abs(halfDays)) })
}
