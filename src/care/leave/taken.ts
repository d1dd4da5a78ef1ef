import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { formOf } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import { type Account, linesFor } from './ledger.ts'
import type { LeaveRow } from './store.ts'

/** What a leave took of a year and a grant, in half-days. */
export interface Charge {
  readonly account: Account
  readonly year: number
  readonly grant: string
  readonly halfDays: number
}

/** What a leave has taken and not been given back, by year and grant. */
export async function takenBy({ tx }: { tx: Tx }, leave: Pick<LeaveRow, 'no' | 'person'>): Promise<Charge[]> {
  const open = new Map<string, Charge>()
  for (const { account, year, grant, halfDays } of await linesFor(tx, leave.person, leave.no)) {
    const key = `${year}/${grant}`
    const before = open.get(key)?.halfDays ?? 0
    open.set(key, { account, year, grant, halfDays: before - halfDays })
  }
  return [...open.values()].filter(({ halfDays }) => halfDays > 0)
}

/**
 * Of changes that wait, by number: what the leave that each of them would move has taken. Agreeing to the change gives
 * that back first. Forms are sealed, so they are opened only where somebody has both.
 */
export async function takenBefore(
  tx: Tx,
  tools: Pick<Tools, 'vault'>,
  leave: readonly LeaveRow[],
): Promise<ReadonlyMap<string, readonly Charge[]>> {
  const taken = new Map<string, readonly Charge[]>()
  for (const row of leave) {
    if (row.status !== 'pending' || row.account === 'none') continue
    const standing = leave.filter(({ status, account }) => status === 'approved' && account === row.account)
    const form = standing.length > 0 ? await formOf<LeaveForm>({ tx, tools }, row.no) : null
    const old = standing.find(({ no }) => no === form?.replaces)
    if (old) taken.set(row.no, await takenBy({ tx }, old))
  }
  return taken
}
