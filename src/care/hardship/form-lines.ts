import { formatValue } from '../../dialogue/format.ts'
import { formOf } from '../applications/store.ts'
import { ANY_YEAR, type FormKind } from '../forms/lines.ts'
import type { HardshipForm } from './form.ts'

/** A hardship request on paper: for the person and those who decide; others learn that there is one, as everywhere. */
export const hardshipOnPaper: FormKind = {
  kind: 'hardship',

  async lines({ tx, tools }, { no }, whole) {
    const form = whole ? await formOf<HardshipForm>({ tx, tools }, no) : null
    if (!form || form.category === '') return []
    return [
      { field: 'category', value: tools.text(`hardship_${form.category}`) },
      { field: 'cost', value: formatValue(form.cost, 'money', tools.words(), ANY_YEAR) },
    ]
  },

  dates: async () => null,
}
