import { formatDays, formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import { formOf } from '../applications/store.ts'
import { placeWords } from '../away/report.ts'
import { standInFor } from '../away/stand-in.ts'
import { ANY_YEAR, type FormKind, type FormLine } from '../forms/lines.ts'
import { recalledDays } from './chain.ts'
import type { LeaveForm } from './form.ts'
import { leaveOf, UNUSED } from './store.ts'
import { reasonToDecide, withholdsWords } from './to-decide.ts'

/** A leave on paper: what was asked for and what became of it. Never a certificate. */
export const leaveOnPaper: FormKind = {
  kind: 'leave',

  withholds: withholdsWords,

  async lines({ tx, tools, person }, { no, person: applicant }, whole) {
    const form = await formOf<LeaveForm>({ tx, tools }, no)
    if (!form) return []
    const row = await leaveOf(tx, no)
    const words = tools.words()
    const span = (from: HalfDay, to: HalfDay) => formatSpan(from, to, words, ANY_YEAR)
    const before = form.extends?.no ?? form.replaces
    const recalled = (await recalledDays(tx, [no])).get(no) ?? []
    const stands = await standInFor({ tx, tools }, no)
    const lines: (FormLine | null)[] = [
      { field: 'leave_kind', value: tools.text(`kind_${form.kind}`) },
      { field: 'when', value: span(form.from, form.to) },
      { field: 'days', value: formatDays(form.halfDays) },
      before === undefined ? null : { field: 'before', value: before },
      recalled.length === 0
        ? null
        : { field: 'recalled', value: recalled.map(({ from, to }) => span(from, to)).join(words.and) },
      row?.back ? { field: 'back', value: formatHalfDay(row.back, words, ANY_YEAR) } : null,
      row?.back ? { field: 'taken', value: formatDays(row.status === UNUSED ? 0 : row.halfDays) } : null,
      stands ? { field: 'stand_in', value: stands.name } : null,
      whole && form.trip ? { field: 'place', value: placeWords(tools, form.trip) } : null,
      whole
        ? {
            field: 'reason',
            value: person.id === applicant ? form.reason : reasonToDecide(tools, form),
          }
        : null,
    ]
    return lines.filter(line => line !== null)
  },

  async dates({ tx }, no) {
    const row = await leaveOf(tx, no)
    if (!row) return null
    const { from, to, back, status } = row
    return { from, to, ...(back !== null && { ended: status === UNUSED ? 'unused' : 'back' }) }
  },
}
