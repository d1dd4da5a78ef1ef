import { extname } from 'node:path'
import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { type Detail, Fault } from '../../kernel/faults.ts'
import { COLUMN_NAMES, cellOf, columnNamed } from './column-names.ts'

/** A file of rows, read: its columns, and each row that is not empty with the line it stands in. */
export interface Table<C extends string> {
  readonly columns: readonly string[]
  /** A column as the file itself heads it; of one that it lacks, in the language of its headings. */
  heading(column: string): string
  readonly rows: readonly { line: number; raw: Partial<Record<C, string>> }[]
}

/**
 * Reads CSV (UTF-8 or GB 18030) or XLSX (first sheet), by the file's name. Headings may be Chinese, and dates as
 * spreadsheets write them.
 * @param fault what an unreadable file is called
 */
export async function readTable<C extends string>(
  name: string,
  bytes: Uint8Array,
  fault: 'ROSTER_INVALID' | 'BALANCES_INVALID' | 'OVERTIME_INVALID',
): Promise<Table<C>> {
  const sheet = extname(name).toLowerCase() === '.xlsx'
  const cells = await (sheet ? readSheet(bytes) : readCsv(bytes)).catch(() => {
    const wanted = sheet ? 'XLSX' : 'CSV'
    throw new Fault(fault, { details: [{ where: '1', rule: 'unreadable', values: { wanted } }] })
  })
  const [head = [], ...lines] = cells
  const columns = head.map(columnNamed)
  const rows = lines
    .map((line, i) => ({
      line: i + 2,
      raw: Object.fromEntries(columns.map((c, at) => [c, cellOf(c, line[at]?.trim() ?? '')])) as Partial<
        Record<C, string>
      >,
    }))
    .filter(({ raw }) => Object.values(raw).some(cell => cell !== ''))
  const written = new Map(columns.map((column, i) => [column, head[i]?.trim() ?? '']))
  const isChinese = columns.some(
    (column, i) => COLUMN_NAMES[column] && head[i]?.trim().toLowerCase() !== column,
  )
  const heading = (column: string) =>
    written.get(column) || (isChinese ? COLUMN_NAMES[column]?.[0] : undefined) || column
  return { columns, rows, heading }
}

/** What is wrong in a file, each place by its line and the heading over it. */
export function inFile({ heading }: Pick<Table<string>, 'heading'>, details: readonly Detail[]): Detail[] {
  return details.map(detail => {
    const [, line, column] = /^(\d+) (\w+)$/.exec(detail.where) ?? []
    return line && column ? { ...detail, where: `${line} ${heading(column)}` } : detail
  })
}

/** Columns that nobody knows, that stand there twice under two headings, and that are missing. */
export function faultsOfColumns(
  { columns, heading }: Pick<Table<string>, 'columns' | 'heading'>,
  known: readonly string[],
  required: readonly string[],
): Detail[] {
  const options = known.map(heading).join('、')
  const unknown = columns.filter(column => !known.includes(column))
  const twice = columns.filter((column, i) => known.includes(column) && columns.indexOf(column) !== i)
  const missing = required.filter(column => !columns.includes(column))
  return [
    ...unknown.map((column): Detail => {
      const where = heading(column).slice(0, 40) || '1'
      return { where, rule: 'unknown_column', values: { options } }
    }),
    ...twice.map(
      (column): Detail => ({ where: heading(column), rule: 'duplicate', values: { value: heading(column) } }),
    ),
    ...missing.map((column): Detail => ({ where: heading(column), rule: 'missing_column' })),
  ]
}

async function readCsv(bytes: Uint8Array): Promise<string[][]> {
  const text = decode(bytes)
  // Empty lines are kept, so that rows are named by the line they stand in.
  return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false }) as string[][]
}

/** UTF-8, or what a Chinese spreadsheet program calls CSV; anything else must not become a roster of question marks. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

async function readSheet(bytes: Uint8Array): Promise<string[][]> {
  const sheets = (await readXlsx(Buffer.from(bytes))) as unknown
  const rows = (Array.isArray(sheets) && sheets[0]?.data ? sheets[0].data : sheets) as unknown[][]
  return rows.map(row => row.map(cellText))
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}
