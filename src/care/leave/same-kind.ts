import type { CareContext } from '../../runtime/context.ts'
import { formOf } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import { LEAVE } from './policy.ts'
import { kindRule } from './rules.ts'
import type { LeaveRow } from './store.ts'

/**
 * Other leave of a kind that has a limit. Kinds stand in sealed forms alone, so they are opened only then.
 * @param leave what is approved or waits
 */
export async function sameKind(
  context: CareContext,
  leave: readonly LeaveRow[],
  kind: string,
): Promise<LeaveRow[]> {
  const { most, account } = kindRule(context.tools.policy(LEAVE), kind)
  if (!most) return []
  const same: LeaveRow[] = []
  for (const row of leave) {
    if (row.account !== account) continue
    const form = await formOf<LeaveForm>(context, row.no)
    if (form?.kind === kind) same.push(row)
  }
  return same
}
