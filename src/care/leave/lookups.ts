import { formatSpan } from '../../dialogue/format.ts'
import { lookup } from '../../runtime/declare.ts'
import { balanceOf, overlapping } from './store.ts'

export const leaveLookups = {
  /** What I have, in half-days; `annual` is left out where no number can be shown. */
  leave_balance: lookup(
    { with: {}, returns: { annual: 'days', comp: 'days', pending: 'days', checked: 'yes_no' } },
    async ({ tx, person, today }) => {
      const { annual, comp, pending, checked } = await balanceOf(tx, person, today)
      return annual === null ? { comp, pending, checked } : { annual, comp, pending, checked }
    },
  ),

  /** Whether another leave of mine shares a half-day with this one. */
  leave_overlap: lookup(
    {
      with: { from: 'half_day', to: 'half_day' },
      returns: { found: 'yes_no', what: 'text', state: 'text', no: 'text' },
    },
    async ({ tx, person, today, tools }, { from, to }) => {
      const other = await overlapping(tx, person.id, from, to)
      if (!other) return { found: false, what: '', state: '', no: '' }
      return {
        found: true,
        what: formatSpan(other.from, other.to, tools.words(), today),
        state: tools.text(`status_${other.status}`),
        no: other.no,
      }
    },
  ),
}
