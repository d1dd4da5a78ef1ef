import { titleOf } from '../../kernel/person.ts'
import { lookup } from '../../runtime/declare.ts'
import { planChain } from '../applications/plan.ts'
import { reachOf } from '../away/form.ts'
import { isLeftToHr } from './ask.ts'
import { LEAVE } from './policy.ts'
import { countHalfDays, countingOf } from './rules.ts'

export const chainLookups = {
  /**
   * Who would decide a leave that is about to be handed in, by the table of today: `names` in their order, `several` =
   * more than one, one after the other. Nothing where too few could.
   */
  leave_chain: lookup(
    {
      with: { kind: 'choice', from: 'half_day', to: 'half_day', area: 'choice' },
      optional: ['area'],
      returns: { names: 'text', several: 'yes_no' },
    },
    async (context, { kind, from, to, area }) => {
      const { tools, person } = context
      const halfDays = countHalfDays(tools.calendar, countingOf(tools.policy(LEAVE), kind), { from, to })
      const forHr = await isLeftToHr(context, { kind, from, to, halfDays }, [])
      const trip = area === undefined || area === AT_HOME ? undefined : { area }
      const chain = await planChain(context, person, {
        kind: 'leave',
        of: kind,
        halfDays,
        ...reachOf(trip),
        forHr,
      })
      if (!chain) return null
      const names = chain.approvers.map(one => titleOf(one.person))
      return { names: names.join(tools.words().and), several: names.length > 1 }
    },
  ),
}

/** The option of the form that leaves no city. */
const AT_HOME = 'home'
