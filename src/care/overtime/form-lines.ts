import { eq } from 'drizzle-orm'
import { formatDate } from '../../dialogue/format.ts'
import { formOf } from '../applications/store.ts'
import { ANY_YEAR, type FormKind } from '../forms/lines.ts'
import type { OvertimeForm } from './form.ts'

/** An overtime record on paper. */
export const overtimeOnPaper: FormKind = {
  kind: 'overtime',

  async lines({ tx, tools }, { no }) {
    const form = await formOf<OvertimeForm>({ tx, tools }, no)
    if (!form) return []
    return [
      { field: 'when', value: formatDate(form.date, tools.words(), ANY_YEAR) },
      { field: 'hours', value: String(form.hours) },
      { field: 'purpose', value: tools.text(`purpose_${form.purpose}`) },
    ]
  },

  async dates({ tx }, no) {
    const { overtime } = tx.t
    const [row] = await tx.db.select({ date: overtime.date }).from(overtime).where(eq(overtime.no, no))
    return row ? { from: row.date, to: row.date } : null
  },
}
