import type { Tools } from '../../runtime/context.ts'
import type { Cell } from '../../runtime/xlsx.ts'
import type { Published } from './bulletin-store.ts'
import { lineName } from './bulletin-words.ts'
import type { BulletinLine } from './rules.ts'

/** How wide the columns of the sheet are, in characters. */
export const WIDTHS = [24, 8, 10, 10, 10, 10, 12, 12, 10, 10]

const COLUMNS = [
  'unit',
  'people',
  'entitled',
  'planned',
  'taken',
  'taken_in_month',
  'cancelled',
  'comp',
  'percent',
  'below',
] as const

/** A bulletin as a table: the head, leaders, units, 街道, all; days as numbers. Its words stand in `_notices.yaml`. */
export function sheetOf(tools: Pick<Tools, 'text'>, { content }: Published): Cell[][] {
  const { leaders, lines, streets, total } = content
  const row = (name: string, line: BulletinLine): Cell[] => [
    name,
    line.people,
    line.entitled / 2,
    line.planned / 2,
    line.taken / 2,
    line.takenInMonth / 2,
    line.cancelled / 2,
    line.comp / 2,
    line.percent,
    line.below ? tools.text('bulletin_below') : null,
  ]
  return [
    COLUMNS.map(column => tools.text(`bulletin_column_${column}`)),
    ...(leaders ? [row(tools.text('bulletin_leaders'), leaders)] : []),
    ...lines.map(line => row(lineName(tools, line), line)),
    ...(streets ? [row(tools.text('bulletin_streets'), streets)] : []),
    ...(total ? [row(tools.text('bulletin_total'), total)] : []),
  ]
}
