import { formatDate, formatDays, formatSpan } from '../../dialogue/format.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Entry, Explained } from './explain.ts'
import type { Missing } from './rules.ts'
import { yearWords } from './year-asked.ts'

/** Lines that a chat shows of one account; older ones are summed up. */
const SHOWN = 10

type Words = Pick<Tools, 'text' | 'words'>

/** A balance with its lines, or why there is no number, as the chat says it. */
export function explainInWords(
  tools: Words,
  { account, year, left, missing, entries }: Explained,
  today: string,
): string {
  const of = account === 'annual' ? yearWords(tools, year, today) : ''
  const name = `${of}${tools.text(`account_${account}`)}`
  if (left === null)
    return tools.text('ledger_unknown', { account: name, why: missingInWords(tools, missing) })
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

/** Why no number can be shown, and what is to be entered; nothing where one is. */
export function missingInWords({ text }: Pick<Tools, 'text'>, missing: Missing | null): string {
  return missing === null ? '' : text(`missing_${missing}`)
}

function lineOf(tools: Words, entry: Entry, today: string): string {
  const { what, from, to, date, no, expires, years } = entry
  const words = tools.words()
  const day = (value: string | null) => (value === null ? '' : formatDate(value, words, today))
  return tools.text(`ledger_${what}`, {
    change: change(tools, entry.halfDays),
    no: no ?? '',
    years: years ?? 0,
    when: from !== null && to !== null ? formatSpan(from, to, words, today) : day(date),
    until: expires === null ? '' : tools.text('ledger_until', { date: day(expires) }),
  })
}

function change(tools: Words, halfDays: number): string {
  return tools.text(halfDays < 0 ? 'ledger_less' : 'ledger_more', { days: formatDays(Math.abs(halfDays)) })
}

/** What is said of a balance, and of what is missing for one. */
export const LEDGER_NOTICES = {
  ledger_head: ['account', 'days'],
  ledger_empty: ['account', 'days'],
  ledger_unknown: ['account', 'why'],
  ledger_unchecked: ['of'],
  ledger_older: ['change'],
  ledger_more: ['days'],
  ledger_less: ['days'],
  ledger_until: ['date'],
  ledger_entitled: ['change', 'years', 'when'],
  ledger_not_yet: ['years', 'when'],
  ledger_risen: ['change', 'years', 'when'],
  ledger_opening: ['change', 'when'],
  ledger_correction: ['change', 'when'],
  ledger_carry: ['change', 'when'],
  ledger_overtime: ['change', 'when', 'no', 'until'],
  ledger_leave: ['change', 'when', 'no'],
  ledger_returned: ['change', 'when', 'no'],
  ledger_reversal: ['change', 'when', 'no'],
  ledger_undone: ['change', 'when', 'no'],
  ledger_lapse: ['change'],
  ledger_waiting: ['change', 'when', 'no'],
  missing_staff_type: [],
  missing_staff_type_enter: [],
  missing_table: [],
  missing_table_enter: [],
  missing_work_start: [],
  missing_work_start_enter: [],
  missing_first_year: [],
  missing_first_year_enter: [],
} as const
