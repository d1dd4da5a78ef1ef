import { halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Deciding, Followed } from '../applications/kind.ts'
import { type Application, formOf } from '../applications/store.ts'
import { endStandIn } from '../away/stand-in-over.ts'
import { shortenWithLeave, takeBackWithLeave } from '../away/with-leave.ts'
import { chainOf } from './chain.ts'
import { changesOf } from './changes-of.ts'
import { giveBack } from './charge.ts'
import type { LeaveForm } from './form.ts'
import { watchLapse } from './jobs.ts'
import { linesFor, UNDONE } from './ledger.ts'
import { leaveOf, setLeaveStatus } from './store.ts'
import { watchChain } from './watch-chain.ts'

/**
 * A consent stays once a half-day of the leave has come, once more was asked for after it or other dates, and where
 * it has moved an older leave, which is no more.
 */
export async function cannotUndoLeave(context: CareContext, { no }: Application): Promise<'' | Followed> {
  const { tx, today } = context
  const row = await leaveOf(tx, no)
  const form = row && (await formOf<LeaveForm>(context, no))
  if (row?.status !== 'approved' || row.from <= halfDay(today, 'p')) return 'begun'
  if (form?.replaces !== undefined) return 'changed'
  if ((await changesOf(context, row)).length > 0) return 'followed'
  const chain = await chainOf(tx, row.person, no, today)
  const isLast = !chain || (chain.waiting === null && chain.parts.at(-1)?.no === no)
  return isLast ? '' : 'followed'
}

/** What the leave took goes back where it came from, its journey is no more, and it waits again. */
export async function undoLeave(context: Deciding, { no }: Application, applicant: Person): Promise<void> {
  const { tx, today } = context
  const row = await leaveOf(tx, no)
  if (!row) throw new Error('A leave request has lost its row.')
  await setLeaveStatus(tx, no, 'pending')
  await takeBackWithLeave(context, row, applicant)
  const chain = row.extends === null ? null : await chainOf(tx, row.person, row.extends, today)
  if (chain) {
    await watchChain(context, chain, null)
    await shortenWithLeave(context, row, { applicant, end: chain.end })
    // Whoever was asked to go on standing in was asked with the consent.
    await endStandIn(context, row)
  }
  const undone = await linesFor(tx, row.person, no, 'reversal')
  const back = await giveBack(context, row, { cause: 'reversal', ref: `${no}${UNDONE}${undone.length + 1}` })
  if (back?.account === 'comp') await watchLapse(context, row.person)
}
