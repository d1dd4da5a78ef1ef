import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import { formOf } from '../applications/store.ts'
import { ANY_YEAR, type FormKind, type FormLine } from '../forms/lines.ts'
import type { AwayForm } from './form.ts'
import { placeWords } from './report.ts'
import { standInFor } from './stand-in.ts'
import { awayOf } from './store.ts'

/** A report of leaving the city on paper. */
export const awayOnPaper: FormKind = {
  kind: 'away',

  async lines({ tx, tools }, { no }, whole) {
    const row = await awayOf(tx, no)
    if (!row) return []
    const form = whole ? await formOf<AwayForm>({ tx, tools }, no) : null
    const stands = await standInFor({ tx, tools }, no)
    const words = tools.words()
    const lines: (FormLine | null)[] = [
      { field: 'when', value: formatSpan(row.from, row.to, words, ANY_YEAR) },
      form ? { field: 'place', value: placeWords(tools, form) } : null,
      stands ? { field: 'stand_in', value: stands.name } : null,
      row.back ? { field: 'back', value: formatHalfDay(row.back, words, ANY_YEAR) } : null,
    ]
    return lines.filter(line => line !== null)
  },

  async dates({ tx }, no) {
    const row = await awayOf(tx, no)
    return row && { from: row.from, to: row.to }
  },
}
