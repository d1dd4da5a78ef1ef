import { formatDays, formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type HalfDay, halfDay, previousHalf } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { formOf } from '../applications/store.ts'
import { giveBack } from './charge.ts'
import type { LeaveForm } from './form.ts'
import { watchLapse } from './jobs.ts'
import { awayWith } from './late.ts'
import { LEAVE } from './policy.ts'
import { chargeByYear, countingOf, returnedAt } from './rules.ts'
import { aliveLeave, type LeaveRow, leaveOf, setLeaveEnd, UNUSED } from './store.ts'

export const returnLookups = {
  /** My approved leave that has begun and from which I have not reported back, newest first. */
  my_leave_out: lookup({ with: {}, returns: 'options' }, async context => {
    const { tx, tools, today, person } = context
    const out = (await aliveLeave(tx, person.id, today)).filter(row => isOut(row, today))
    const options = []
    for (const row of out.toReversed().slice(0, MOST)) {
      const form = await formOf<LeaveForm>(context, row.no)
      const kind = form ? tools.text(`kind_${form.kind}`) : ''
      // No dates in a label: they would be taken for the day of coming back.
      options.push({ value: row.no, label: `${row.no} ${kind}` })
    }
    return options
  }),

  /**
   * What coming back at a half-day means: `refund` = half-days not taken, `account` = where they go ('' = nowhere),
   * `late` = working days after the end of this and what follows it, `before` = the leave had not begun.
   */
  leave_return: lookup(
    {
      with: { leave: 'choice', back: 'half_day' },
      returns: { span: 'text', refund: 'days', account: 'text', late: 'days', before: 'yes_no' },
    },
    async (context, { leave, back }) => {
      const { tx, tools, today } = context
      const row = await mine(context, leave)
      if (!row) return null
      const away = await awayWith(tx, tools.calendar, row, today)
      const { refund } = await outcome(context, row, back)
      return {
        span: formatSpan(row.from, row.to, tools.words(), today),
        refund,
        account: row.account === 'none' ? '' : tools.text(`account_${row.account}`),
        late: away.late(back),
        before: back < row.from,
      }
    },
  ),
}

export const returnEffects = {
  /** Reports back from a leave: what was not taken goes back to the grants it came from, and the supervisor is told. */
  'leave.return': effect(
    {
      with: { leave: 'choice', back: 'half_day' },
      result: { no: 'text', refund: 'text' },
      refusals: { gone: [] },
    },
    async (context, { leave, back }) => {
      const { tx, tools, today, person, push } = context
      const row = await mine(context, leave)
      if (!row || !isOut(row, today) || back < row.from || back > halfDay(today, 'p'))
        throw new Refusal('gone')
      const { used, refund, counting } = await outcome(context, row, back)
      const rest = { from: back, to: row.to }
      const given =
        row.account === 'none' || refund === 0
          ? null
          : await giveBack(context, row, {
              cause: 'returned',
              ref: `${row.no}/${back}`,
              back:
                row.account === 'comp'
                  ? new Map([[0, refund]])
                  : chargeByYear(tools.calendar, rest, counting),
            })
      if (given?.account === 'comp') await watchLapse(context, row.person)
      const to = back <= row.to ? previousHalf(back) : row.to
      const end = used === 0 ? ({ status: UNUSED, back } as const) : { to, halfDays: used, back }
      await setLeaveEnd(tx, row.no, end)
      const form = await formOf<LeaveForm>(context, row.no)
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (supervisor)
        await push(supervisor, 'leave_returned', {
          key: `returned/${row.no}`,
          values: {
            no: row.no,
            name: person.name,
            kind: form ? tools.text(`kind_${form.kind}`) : '',
            span: formatSpan(row.from, row.to, tools.words(), today),
            back: formatHalfDay(back, tools.words(), today),
          },
        })
      return {
        no: row.no,
        refund: given
          ? tools.text('leave_refund', {
              account: tools.text(`account_${given.account}`),
              days: formatDays(given.halfDays),
            })
          : '',
      }
    },
  ),
}

/** Leave of one person that is shown to choose from. */
const MOST = 5

/** Approved, begun, and not reported back from. */
function isOut(row: LeaveRow, today: string): boolean {
  return row.status === 'approved' && row.back === null && row.from <= halfDay(today, 'p')
}

async function mine({ tx, person }: CareContext, no: string): Promise<LeaveRow | null> {
  const row = await leaveOf(tx, no)
  return row?.person === person.id ? row : null
}

async function outcome(context: CareContext, row: LeaveRow, back: HalfDay) {
  const form = await formOf<LeaveForm>(context, row.no)
  const counting = countingOf(context.tools.policy(LEAVE), form?.kind ?? '')
  return { ...returnedAt(context.tools.calendar, counting, row, back), counting }
}
