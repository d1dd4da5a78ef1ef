import type { CareContext } from '../../runtime/context.ts'
import { formOf } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import { aliveLeave, type LeaveRow } from './store.ts'

/** What waits to be decided and would move an approved leave to other dates (改期): at most one does. */
export async function changesOf(
  context: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  { no, person, account }: Pick<LeaveRow, 'no' | 'person' | 'account'>,
): Promise<LeaveRow[]> {
  const found: LeaveRow[] = []
  for (const row of await aliveLeave(context.tx, person, context.today))
    if (row.status === 'pending' && row.account === account) {
      const form = await formOf<LeaveForm>(context, row.no)
      if (form?.replaces === no) found.push(row)
    }
  return found
}
