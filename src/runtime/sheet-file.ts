import { localTime } from '../kernel/clock.ts'
import { type Person, titleOf } from '../kernel/person.ts'
import type { Tools } from './context.ts'
import { type Cell, writeCsv, writeXlsx } from './xlsx.ts'

/** A table that somebody takes home. */
interface Sheet {
  /** Name of the sheet, and of the file where it has none of its own. */
  readonly name: string
  readonly file?: string
  /** The first one is the head. */
  readonly rows: readonly (readonly Cell[])[]
  /** Of the columns, in characters. */
  readonly widths: readonly number[]
  readonly format: 'xlsx' | 'csv'
}

/**
 * A table as a file, marked with who took it and when: in its last row, and at the foot of every page that is printed.
 * Whoever finds a copy knows whom to ask.
 * @returns `body` in base64
 */
export function sheetFile(
  tools: Tools,
  { name, file = name, rows, widths, format }: Sheet,
  { actor, now }: { actor: Person; now: number },
): { name: string; body: string } {
  const mark = tools.text('sheet_mark', {
    name: titleOf(actor),
    userid: actor.userid,
    at: localTime(now, tools.zone).replace('T', ' '),
  })
  const marked = [...rows, [], [mark]]
  const bytes = format === 'csv' ? writeCsv(marked) : writeXlsx(name, marked, widths, mark)
  return { name: `${file}.${format}`, body: Buffer.from(bytes).toString('base64') }
}
