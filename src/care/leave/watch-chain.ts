import type { CareContext } from '../../runtime/context.ts'
import type { Chain } from './chain.ts'
import { watchEnd } from './overdue.ts'
import { dueBack } from './rules.ts'
import type { LeaveRow } from './store.ts'

/** The leave is looked at on the day that its last part is over. @param added what was just added to it */
export async function watchChain(context: CareContext, chain: Chain, added: LeaveRow | null): Promise<void> {
  const parts = added ? [...chain.parts, added] : chain.parts
  const halfDays = parts.reduce((sum, part) => sum + part.halfDays, 0)
  const due = dueBack(context.tools.calendar, added?.to ?? chain.end)
  await watchEnd(context, { no: chain.root.no, halfDays }, due)
}
