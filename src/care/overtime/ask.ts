import { formatDays } from '../../dialogue/format.ts'
import type { Asking, Telling } from '../applications/kind.ts'
import { type Application, formOf } from '../applications/store.ts'
import { expectedCredit } from './credit.ts'
import type { OvertimeForm } from './form.ts'
import { findOvertime } from './store.ts'
import { purposeLabel, recordWords, remarks } from './words.ts'

/** Asks somebody to confirm a record of overtime. */
export async function askOvertime(
  telling: Telling,
  { no, step }: Application,
  asking: Asking,
): Promise<void> {
  const { tx, tools, today, push } = telling
  const { applicant, to, note } = asking
  const form = await formOf<OvertimeForm>(telling, no)
  const row = await findOvertime(tx, no)
  if (!form || !row) throw new Error('An overtime record has lost its form.')
  const halfDays = await expectedCredit(telling, applicant, row)
  const credit = halfDays === 0 ? '' : tools.text('overtime_makes', { days: formatDays(halfDays) })
  await push(to, 'overtime_to_decide', {
    key: `decide/${no}/${step}`,
    values: {
      ...recordWords(tools, row, today),
      name: applicant.name,
      purpose: purposeLabel(tools, form.purpose),
      clock: row.clock ?? '',
      remarks: credit + remarks(tools, row, form.proof.length) + note,
    },
  })
}
