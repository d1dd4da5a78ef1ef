import { formatDays, formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { formOf } from '../applications/store.ts'
import { type Chain, chainOf, chainsOf } from './chain.ts'
import { changesOf } from './changes-of.ts'
import type { LeaveForm } from './form.ts'
import { endBefore, giveDaysBack, partsIn } from './give-rest-back.ts'
import { awayWith } from './late.ts'
import { watchEnd } from './overdue.ts'
import { dropWaiting } from './take-back.ts'

export const returnLookups = {
  /** My approved leave that has begun and from which I have not reported back, newest first; not its extensions. */
  my_leave_out: lookup({ with: {}, returns: 'options' }, async context => {
    const { tx, tools, today, person } = context
    const out = (await chainsOf(tx, person.id, today)).filter(chain => isOut(chain, today))
    const options = []
    for (const { root } of out.toReversed().slice(0, MOST)) {
      const form = await formOf<LeaveForm>(context, root.no)
      const kind = form ? tools.text(`kind_${form.kind}`) : ''
      // No dates in a label: they would be taken for the day of coming back.
      options.push({ value: root.no, label: `${root.no} ${kind}` })
    }
    return options
  }),

  /**
   * What coming back at a half-day means: `refund` = half-days not taken, `account` = where they go ('' = nowhere),
   * `late` = working days after the end of this and what follows it, `before` = the leave had not begun, `ahead` =
   * that day is still to come, `beyond` = and the leave is over by then, `extension`, `change` = one waits and is
   * dropped.
   */
  leave_return: lookup(
    {
      with: { leave: 'choice', back: 'half_day' },
      returns: {
        span: 'text',
        refund: 'days',
        account: 'text',
        late: 'days',
        before: 'yes_no',
        ahead: 'yes_no',
        beyond: 'yes_no',
        extension: 'yes_no',
        change: 'yes_no',
      },
    },
    async (context, { leave, back }) => {
      const { tx, tools, today, person } = context
      const chain = await chainOf(tx, person.id, leave, today)
      if (!chain) return null
      const { root, end } = chain
      const away = await awayWith(tx, tools.calendar, root, today)
      const parts = await partsIn(context, chain, { from: back, to: end })
      const ahead = isAhead(back, today)
      return {
        span: formatSpan(root.from, end, tools.words(), today),
        refund: parts.reduce((sum, part) => sum + part.back, 0),
        account: root.account === 'none' ? '' : tools.text(`account_${root.account}`),
        late: ahead ? 0 : away.late(back).length,
        before: back < root.from,
        ahead,
        beyond: ahead && back > end,
        extension: chain.waiting !== null,
        change: (await changesOf(context, root)).length > 0,
      }
    },
  ),
}

export const returnEffects = {
  /**
   * Reports back from a leave, with its extensions: what was not taken goes back to the grants it came from, what waits
   * to be added to it or to move it is dropped, and the supervisor is told. A day that is still to come makes the leave
   * shorter; he reports back when he is there.
   */
  'leave.return': effect(
    {
      with: { leave: 'choice', back: 'half_day' },
      result: { no: 'text', refund: 'text' },
      refusals: { gone: [] },
    },
    async (context, { leave, back }) => {
      const { tx, tools, today, person } = context
      const chain = await chainOf(tx, person.id, leave, today)
      if (!chain || !isOut(chain, today) || back < chain.root.from) throw new Refusal('gone')
      const ahead = isAhead(back, today)
      if (ahead && back > chain.end) throw new Refusal('gone')
      const parts = await partsIn(context, chain, { from: back, to: chain.end })
      // What goes is named by the dates that it would have moved or followed.
      for (const waiting of [chain.waiting, ...(await changesOf(context, chain.root))])
        await dropWaiting(context, waiting)
      const given = await giveDaysBack(context, parts, back)
      await endBefore(context, parts, back, ahead ? null : back)
      const whole = parts.reduce((sum, part) => sum + part.back + part.left, 0)
      if (ahead) await watchEnd(context, { no: chain.root.no, halfDays: whole }, back)
      await tellSupervisor(context, chain, back, ahead)
      return {
        no: chain.root.no,
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

async function tellSupervisor(
  context: EffectContext,
  { root, end }: Chain,
  back: HalfDay,
  ahead: boolean,
): Promise<void> {
  const { tx, tools, person, push, today } = context
  const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
  if (!supervisor) return
  const form = await formOf<LeaveForm>(context, root.no)
  const values = {
    no: root.no,
    name: person.name,
    kind: form ? tools.text(`kind_${form.kind}`) : '',
    span: formatSpan(root.from, end, tools.words(), today),
    back: formatHalfDay(back, tools.words(), today),
  }
  if (ahead) await push(supervisor, 'leave_shortened', { key: `shortened/${root.no}/${back}`, values })
  else await push(supervisor, 'leave_returned', { key: `returned/${root.no}`, values })
}

/** Leave of one person that is shown to choose from. */
const MOST = 5

/** Begun, and not reported back from. */
function isOut({ root }: Chain, today: string): boolean {
  return root.back === null && root.from <= halfDay(today, 'p')
}

function isAhead(back: HalfDay, today: string): boolean {
  return back > halfDay(today, 'p')
}
