import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { bySoonest, draw } from '../overtime/rules.ts'
import { CARRY, grantsOf, holdingsOf } from './holdings.ts'
import { type Account, addLine, booksOf, holdLedger, type Line, linesFor } from './ledger.ts'
import { chargeByDate, chargeByYear, dateOfLast } from './rules.ts'
import type { LeaveRow } from './store.ts'
import { type Charge, takenBy } from './taken.ts'

type Moment = Pick<CareContext, 'tx' | 'tools' | 'now' | 'today'>

/**
 * Writes down what an approved leave takes: of annual leave by the year of each day, what came over from last year
 * first; of comp-days what lapses first. Annual leave of which no number can be shown is taken unasked.
 * @returns whether each year, or every day, had enough; nothing is written otherwise
 */
export async function chargeLeave(moment: Moment, person: Person, leave: LeaveRow): Promise<boolean> {
  const { tx, now } = moment
  await holdLedger(tx, person.id)
  const charges = await chargesOf(moment, person, leave)
  if (!charges) return false
  // Agreed to anew, after the first consent was taken back, it takes its days by lines of their own.
  const before = await linesFor(tx, person.id, leave.no, 'leave')
  const taken = before.length > 0 && (await takenBy(moment, leave)).length === 0
  const ref = taken ? `${leave.no}/${before.length + 1}` : leave.no
  for (const { halfDays, ...about } of charges)
    await addLine(tx, {
      ...about,
      person: person.id,
      halfDays: -halfDays,
      cause: 'leave',
      ref,
      at: now,
    })
  return true
}

async function chargesOf(
  { tx, tools, today }: Moment,
  person: Person,
  leave: LeaveRow,
): Promise<Charge[] | null> {
  const { account } = leave
  if (account === 'none') return []
  const held = await holdingsOf(tx, person, tools, { today, except: [leave.no] })
  if (account === 'comp') {
    const drawn = draw(held.grants, chargeByDate(tools.calendar, leave))
    return drawn?.map(one => ({ ...one, account, year: 0 })) ?? null
  }
  const charges: Charge[] = []
  for (const [year, halfDays] of chargeByYear(tools.calendar, leave)) {
    // As it was judged when it was asked for: on the last day of the leave in that year.
    const { left } = held.annual(year, dateOfLast(leave, year, today))
    if (left !== null && left < halfDays) return null
    const carried = Math.min(Math.max(0, held.annual(year, today).carry), halfDays)
    charges.push({ account, year, grant: CARRY, halfDays: carried })
    charges.push({ account, year, grant: '', halfDays: halfDays - carried })
  }
  return charges.filter(charge => charge.halfDays > 0)
}

/**
 * Gives back to the same grants what a leave took, by lines of their own.
 * @param back how much of which year; what was taken last comes back first
 * @param ref of the lines, of this giving back alone
 * @throws Error where lines of that reference are there already: nothing is given back unseen
 */
export async function giveBack(
  moment: Moment,
  leave: LeaveRow,
  about: { cause: 'reversal' | 'returned'; ref: string; back?: ReadonlyMap<number, number> },
): Promise<{ account: Account; halfDays: number } | null> {
  const { tx, now } = moment
  await holdLedger(tx, leave.person)
  const taken = (await takenBy(moment, leave)).toSorted(byLastTaken(await ranksOf(moment, leave)))
  const left = about.back && new Map(about.back)
  let sum = 0
  for (const { account, year, grant, halfDays } of taken) {
    const part = left ? Math.min(halfDays, left.get(year) ?? 0) : halfDays
    if (part === 0) continue
    left?.set(year, (left.get(year) ?? 0) - part)
    sum += part
    const line: Line = {
      person: leave.person,
      account,
      year,
      grant,
      halfDays: part,
      cause: about.cause,
      ref: about.ref,
      at: now,
    }
    // What was not written must not be told as given back, nor may the leave go on as if it had been.
    if (!(await addLine(tx, line))) throw new Error('Days are given back under a reference that is taken.')
  }
  const [first] = taken
  return first && sum > 0 ? { account: first.account, halfDays: sum } : null
}

/** The order in which grants are drawn from, as ranks; of a year's annual leave what came over is drawn first. */
async function ranksOf({ tx }: Moment, leave: LeaveRow): Promise<ReadonlyMap<string, number>> {
  if (leave.account !== 'comp') return new Map([[CARRY, -1]])
  const grants = grantsOf(await booksOf(tx, leave.person)).toSorted(bySoonest)
  return new Map(grants.map(({ id }, rank) => [id, rank]))
}

function byLastTaken(ranks: ReadonlyMap<string, number>) {
  const rank = ({ grant }: Charge) => ranks.get(grant) ?? 0
  return (a: Charge, b: Charge) => rank(b) - rank(a)
}
