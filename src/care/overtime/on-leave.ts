import { addDays, type HalfDay, halfDay, halfDays } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { formOf } from '../applications/store.ts'
import { within, without } from '../away/rules.ts'
import { recalledDays } from '../leave/chain.ts'
import type { LeaveForm } from '../leave/form.ts'
import { LEAVE } from '../leave/policy.ts'
import { countHalfDays, countingOf } from '../leave/rules.ts'
import { aliveLeave } from '../leave/store.ts'
import { OVERTIME } from './policy.ts'
import { mayBeOnLeave, type Stretch } from './rules.ts'

/**
 * The number of somebody's approved leave in whose hours a stretch may lie; null = in none. What was worked then comes
 * back by recalling him (召回), and is not overtime as well.
 * @param person person.id
 */
export async function leaveAt(
  context: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  person: string,
  stretch: Pick<Stretch, 'date' | 'clock'>,
): Promise<string | null> {
  const { tx, tools, today } = context
  const days = { from: halfDay(stretch.date, 'a'), to: halfDay(addDays(stretch.date, 1), 'p') }
  const near = (await aliveLeave(tx, person, today)).filter(
    row => row.status === 'approved' && within(row, days) !== null,
  )
  if (near.length === 0) return null
  const worked = await recalledDays(
    tx,
    near.map(({ no }) => no),
  )
  for (const row of near) {
    const form = await formOf<LeaveForm>(context, row.no)
    const counting = countingOf(tools.policy(LEAVE), form?.kind ?? '')
    const taken = new Set<HalfDay>()
    for (const part of without(row, worked.get(row.no) ?? [])) {
      const lies = within(part, days)
      for (const half of lies ? halfDays(lies.from, lies.to) : [])
        if (countHalfDays(tools.calendar, counting, { from: half, to: half }) > 0) taken.add(half)
    }
    if (mayBeOnLeave(tools.policy(OVERTIME), stretch, taken)) return row.no
  }
  return null
}
