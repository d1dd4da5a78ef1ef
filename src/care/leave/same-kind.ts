import { addDays, dateOf } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { formOf } from '../applications/store.ts'
import { recalledDays } from './chain.ts'
import type { LeaveForm } from './form.ts'
import { LEAVE } from './policy.ts'
import { kindRule, type Request, type Stretch } from './rules.ts'
import type { LeaveRow } from './store.ts'

/** Months within which leave can be of one year, or join one that goes on. */
const JOINED_MONTHS = 24

/** A leave, and the days of it for which he was called back to work. */
type Same = LeaveRow & { readonly worked: readonly Stretch[] }

/**
 * Other leave of a kind that has a limit. Kinds stand in sealed forms alone, so they are opened only then, and only
 * those that may belong to the same occasion.
 * @param leave what is approved or waits
 */
export async function sameKind(
  context: CareContext,
  leave: readonly LeaveRow[],
  { kind, from }: Request,
): Promise<Same[]> {
  const { most, account } = kindRule(context.tools.policy(LEAVE), kind)
  if (!most) return []
  const since = addDays(dateOf(from), -31 * Math.max(most.months ?? 0, most.sure?.months ?? 0, JOINED_MONTHS))
  const found: LeaveRow[] = []
  for (const row of leave) {
    if (row.account !== account || dateOf(row.to) < since) continue
    const form = await formOf<LeaveForm>(context, row.no)
    if (form?.kind === kind) found.push(row)
  }
  if (found.length === 0) return []
  const worked = await recalledDays(
    context.tx,
    found.map(({ no }) => no),
  )
  return found.map(row => ({ ...row, worked: worked.get(row.no) ?? [] }))
}
