import { formOf } from '../applications/store.ts'
import { ANY_YEAR, type FormKind, type FormLine } from '../forms/lines.ts'
import type { OvertimeForm } from './form.ts'
import { findOvertime } from './store.ts'
import { purposeLabel, recordWords } from './words.ts'

/** An overtime record on paper. */
export const overtimeOnPaper: FormKind = {
  kind: 'overtime',

  async lines({ tx, tools }, { no }, whole) {
    const row = await findOvertime(tx, no)
    if (!row) return []
    const { date, hours, kind } = recordWords(tools, row, ANY_YEAR)
    const form = whole ? await formOf<OvertimeForm>({ tx, tools }, no) : null
    const lines: (FormLine | null)[] = [
      { field: 'work', value: kind },
      { field: 'when', value: row.clock === null ? date : `${date} ${row.clock}` },
      { field: 'hours', value: hours },
      form ? { field: 'purpose', value: purposeLabel(tools, form.purpose) } : null,
    ]
    return lines.filter(line => line !== null)
  },

  async dates({ tx }, no) {
    const row = await findOvertime(tx, no)
    return row && { from: row.date, to: row.date }
  },
}
