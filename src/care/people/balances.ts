import { type Detail, Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { faultsOfColumns, inFile, readTable, type Table } from './table.ts'

/** What one person has, as a balances file gives it; null = the file says nothing about it. In half-days. */
export interface BalanceRow {
  readonly userid: string
  readonly year: number
  readonly annual: number | null
  /** Of last year, that may be taken in `year`; then `annual` is the year's own alone. */
  readonly carry: number | null
  readonly comp: number | null
  /** Last day of these comp-days; null = they do not lapse. Several rows may bring comp-days of several ends. */
  readonly compExpires: string | null
}

const COLUMNS = ['userid', 'year', 'annual', 'carry', 'comp', 'comp_expires'] as const
type Column = (typeof COLUMNS)[number]
type Rows = Table<Column>['rows']

/** Half-days beyond which a number is a slip of the pen: 200 days. */
const MOST = 400

/**
 * Reads a balances file: days left, in steps of half a day; annual leave of a year, comp-days of no year.
 * @param known userids on the roster
 * @param question what of a good row has to be confirmed first
 * @throws Fault BALANCES_INVALID naming every bad row, and with them what is questioned; BALANCES_ABOVE_LAW where that
 * is all there is. Nothing is returned then
 */
export async function readBalances(
  name: string,
  bytes: Uint8Array,
  known: ReadonlySet<string>,
  question: (line: number, row: BalanceRow) => Detail[] = () => [],
): Promise<BalanceRow[]> {
  const table = await readTable<Column>(name, bytes, 'BALANCES_INVALID')
  const { rows } = table
  const details = faultsOfColumns(table, COLUMNS, ['userid', 'year'])
  if (details.length === 0) {
    for (const { line, raw } of rows) details.push(...faultsOf(line, raw, known))
    details.push(...doubles(rows))
  }
  const bad = details.length > 0
  const good = rows.filter(({ line, raw }) => !bad || faultsOf(line, raw, known).length === 0)
  const parsed = good.map(({ line, raw }) => ({ line, row: rowOf(raw) }))
  const questions = parsed.flatMap(({ line, row }) => question(line, row))
  if (bad) throw new Fault('BALANCES_INVALID', { details: inFile(table, [...details, ...questions]) })
  if (questions.length > 0) throw new Fault('BALANCES_ABOVE_LAW', { details: inFile(table, questions) })
  return parsed.map(({ row }) => row)
}

function rowOf(raw: Rows[number]['raw']): BalanceRow {
  return {
    userid: raw.userid ?? '',
    year: Number(raw.year),
    annual: halfDaysOf(raw.annual),
    carry: halfDaysOf(raw.carry),
    comp: halfDaysOf(raw.comp),
    compExpires: raw.comp_expires || null,
  }
}

function faultsOf(line: number, raw: Rows[number]['raw'], known: ReadonlySet<string>): Detail[] {
  const details: Detail[] = []
  const { userid = '', year = '', annual = '', carry = '', comp = '', comp_expires: expires = '' } = raw
  if (userid === '') details.push({ where: `${line} userid`, rule: 'required' })
  else if (!known.has(userid))
    details.push({ where: `${line} userid`, rule: 'unknown_person', values: { value: userid.slice(0, 64) } })
  if (!/^20\d\d$/.test(year))
    details.push({ where: `${line} year`, rule: 'number', values: { min: 2000, max: 2099 } })
  if (annual === '' && carry === '' && comp === '')
    details.push({ where: `${line} annual`, rule: 'required' })
  for (const [column, text] of Object.entries({ annual, carry, comp }))
    if (text !== '' && !(/^\d{1,3}(\.[05])?$/.test(text) && Number(text) * 2 <= MOST))
      details.push({ where: `${line} ${column}`, rule: 'half_days' })
  if (expires !== '' && !isDate(expires)) details.push({ where: `${line} comp_expires`, rule: 'date' })
  if (expires !== '' && comp === '') details.push({ where: `${line} comp`, rule: 'required' })
  return details
}

/** A person's year stands once, and so do his comp-days of one end, which belong to no year. */
function doubles(rows: Rows): Detail[] {
  const details: Detail[] = []
  const seen = new Set<string>()
  for (const { line, raw } of rows) {
    const { userid = '', year = '', annual = '', carry = '', comp = '', comp_expires: expires = '' } = raw
    const keys: [Column, string][] = []
    if (annual !== '' || carry !== '') keys.push(['userid', `${userid} ${year}`])
    if (comp !== '') keys.push(['comp', `${userid} comp ${expires}`])
    const [twice] = keys.filter(([, key]) => seen.has(key))
    if (twice) details.push({ where: `${line} ${twice[0]}`, rule: 'duplicate', values: { value: userid } })
    for (const [, key] of keys) seen.add(key)
  }
  return details
}

function halfDaysOf(text: string | undefined): number | null {
  return text ? Number(text) * 2 : null
}
