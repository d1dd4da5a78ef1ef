import type { Tx } from '../../storage/storage.ts'
import { draw } from '../overtime/rules.ts'
import { grantsOf } from './holdings.ts'
import { type Account, addLine, booksOf, type Cause } from './ledger.ts'

/** Whose account is set, and by what. */
interface About {
  readonly person: string
  readonly account: Account
  /** 0 for comp-days. */
  readonly year: number
  /** The import: one line per import, account and grant. */
  readonly ref: string
  /** ms UTC. */
  readonly at: number
}

/**
 * Sets what somebody has left of an account by a line for the difference, the first time as `opening` (also where it
 * is nothing: it says that somebody has checked), later as `correction`. Comp-days that come in are a grant of their
 * own, which does not lapse; what goes out is taken from what lapses first.
 * @param halfDays what is left, with what came over from last year
 * @returns how many lines it took
 */
export async function setBalance(tx: Tx, about: About, halfDays: number): Promise<number> {
  const { person, account, year, ref } = about
  const sums = (await booksOf(tx, person)).filter(sum => sum.account === account && sum.year === year)
  const opened = sums.some(sum => sum.opened !== null)
  const difference = halfDays - sums.reduce((all, sum) => all + sum.halfDays, 0)
  if (opened && difference === 0) return 0
  const cause: Cause = opened ? 'correction' : 'opening'
  if (account === 'annual' || difference >= 0) {
    await addLine(tx, { ...about, cause, halfDays: difference, grant: account === 'annual' ? '' : ref })
    return 1
  }
  const drawn = draw(
    grantsOf(sums).map(grant => ({ ...grant, on: '' })),
    [{ date: '', halfDays: -difference }],
  )
  for (const { grant, halfDays: part } of drawn ?? [])
    await addLine(tx, { ...about, cause, halfDays: -part, grant })
  return drawn?.length ?? 0
}
