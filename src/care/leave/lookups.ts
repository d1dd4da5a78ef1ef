import { formatDays, formatSpan } from '../../dialogue/format.ts'
import type { Tools } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { explain } from './explain.ts'
import { explainInWords } from './explain-words.ts'
import { balanceOf, holdingsOf } from './holdings.ts'
import { LEAVE } from './policy.ts'
import { annualRoom, compRoom } from './room.ts'
import { countHalfDays, countingOf, limitOf, sharedHalfDay } from './rules.ts'
import { sameKind } from './same-kind.ts'
import { aliveLeave } from './store.ts'

export const leaveLookups = {
  /** Half-days that a leave of a kind takes: by workdays, or every day of the calendar. */
  leave_days: lookup(
    { with: { kind: 'choice', from: 'half_day', to: 'half_day' }, returns: 'days' },
    async ({ tools }, { kind, from, to }) =>
      countHalfDays(tools.calendar, countingOf(tools.policy(LEAVE), kind), { from, to }),
  ),

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
   * Of a kind with a limit: `over` = more than there is, `hr` = more than HR can pass unasked, `most` = what there is
   * for one occasion, `others` = what other leave has taken of it.
   */
  leave_room: lookup(
    {
      with: { kind: 'choice', from: 'half_day', to: 'half_day' },
      returns: {
        annual: 'days',
        comp: 'days',
        checked: 'yes_no',
        of: 'text',
        part: 'text',
        over: 'yes_no',
        hr: 'yes_no',
        most: 'days',
        others: 'days',
      },
    },
    async (context, { kind, from, to }) => {
      const { tx, person, today, tools } = context
      const { calendar } = tools
      const held = await holdingsOf(tx, person, tools, { today })
      const { left, year, needs, halfDays, checked } = annualRoom(held, calendar, { from, to }, today)
      const table = tools.policy(LEAVE)
      const limit = limitOf(calendar, table, { kind, from, to }, await sameKind(context, held.leave, kind))
      const known = {
        comp: compRoom(held, calendar, { from, to }).left,
        checked,
        of: yearWords(tools, year, today),
        part: needs === halfDays ? '' : tools.text('leave_part', { days: formatDays(needs), year }),
        over: limit?.over === true && limit.firm,
        hr: limit?.over === true && !limit.firm,
        most: limit?.most ?? 0,
        others: limit?.others ?? 0,
      }
      return left === null ? known : { ...known, annual: left }
    },
  ),

  /** What I have, with everything it is the sum of, as one text. */
  leave_explained: lookup({ with: {}, returns: { text: 'text' } }, async ({ tx, person, today, tools }) => {
    const explained = await explain(tx, person, tools, today)
    return { text: explained.map(one => explainInWords(tools, one, today)).join('\n') }
  }),

  /** Whether another leave of mine shares a half-day with this one. */
  leave_overlap: lookup(
    {
      with: { from: 'half_day', to: 'half_day' },
      returns: { found: 'yes_no', what: 'text', state: 'text', no: 'text' },
    },
    async ({ tx, person, today, tools }, { from, to }) => {
      const others = await aliveLeave(tx, person.id, today)
      const other = others.find(leave => sharedHalfDay(leave, { from, to }) !== null)
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
