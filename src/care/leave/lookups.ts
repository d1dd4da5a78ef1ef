import { formatDays, formatSpan } from '../../dialogue/format.ts'
import type { Tools } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { annualRoom } from './room.ts'
import { balanceOf, overlapping } from './store.ts'

export const leaveLookups = {
  /** What I have, in half-days; `annual` is left out where no number can be shown. */
  leave_balance: lookup(
    { with: {}, returns: { annual: 'days', comp: 'days', pending: 'days', checked: 'yes_no' } },
    async ({ tx, person, today, tools }) => {
      const { annual, comp, pending, checked } = await balanceOf(tx, person, { today, tools })
      return annual === null ? { comp, pending, checked } : { annual, comp, pending, checked }
    },
  ),

  /**
   * What there is for a stretch: `annual` of the year that binds (left out where no number can be shown), `of` that
   * year's name where it is not this year's, `part` how much of the stretch falls into it where it is not the whole.
   */
  leave_room: lookup(
    {
      with: { from: 'half_day', to: 'half_day' },
      returns: { annual: 'days', comp: 'days', checked: 'yes_no', of: 'text', part: 'text' },
    },
    async (context, { from, to }) => {
      const { tx, person, today, tools } = context
      const { left, year, needs, halfDays, checked } = await annualRoom(context, from, to)
      const { comp } = await balanceOf(tx, person, { today, tools })
      const known = {
        comp,
        checked,
        of: yearWords(tools, year, today),
        part: needs === halfDays ? '' : tools.text('leave_part', { days: formatDays(needs), year }),
      }
      return left === null ? known : { ...known, annual: left }
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

/** “2027年的”; nothing for this year. */
export function yearWords(tools: Pick<Tools, 'text'>, year: number, today: string): string {
  return year === Number(today.slice(0, 4)) ? '' : tools.text('leave_of_year', { year })
}
