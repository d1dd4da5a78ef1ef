import { formatDays } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { watchWaiting } from '../applications/jobs.ts'
import { createApplication } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import { holdingsOf } from './holdings.ts'
import { LEAVE } from './policy.ts'
import { tellHr, watchProof } from './proof-later.ts'
import { annualRoom, compRoom } from './room.ts'
import { accountOf, countHalfDays, countingOf, limitOf, owesProof, sharedHalfDay } from './rules.ts'
import { sameKind } from './same-kind.ts'
import { insertLeave } from './store.ts'
import { toDecide } from './to-decide.ts'

export const leaveEffects = {
  /** Hands a leave request in and asks the supervisor. Everything is checked once more, in the same transaction. */
  'leave.create': effect(
    {
      with: { kind: 'choice', from: 'half_day', to: 'half_day', days: 'days', reason: 'text', proof: 'file' },
      optional: ['proof'],
      result: { no: 'text', approver: 'text' },
      refusals: { no_supervisor: [], overlap: [], over: ['most'], balance: ['left'] },
    },
    async (context, { kind, from, to, reason, proof }) => {
      const { tx, person, tools, push } = context
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (!supervisor || supervisor.id === person.id) throw new Refusal('no_supervisor')
      const table = tools.policy(LEAVE)
      const halfDays = countHalfDays(tools.calendar, countingOf(table, kind), { from, to })
      const account = accountOf(table, kind)
      const form: LeaveForm = { kind, from, to, halfDays, reason, proof: (proof ?? []).map(f => f.id) }
      const { no, fresh } = await createApplication(context, {
        kind: 'leave',
        person: person.id,
        status: 'pending',
        turn: supervisor.id,
        form,
      })
      const result = { no, approver: titleOf(supervisor) }
      if (!fresh) return result
      const hr = await judge(context, form)
      await insertLeave(tx, { no, person: person.id, from, to, account, halfDays, status: 'pending' })
      await tools.attachments.bind(tx, form.proof, no)
      await push(supervisor, 'leave_to_decide', {
        key: `decide/${no}`,
        values: await toDecide(context, no, form, { papersOf: no, hr }),
      })
      await watchWaiting(context, supervisor.id)
      if (form.proof.length > 0) await tellHr(context, no)
      else if (owesProof(table, kind, halfDays)) await watchProof(context, no, kind)
      return result
    },
  ),
}

/**
 * Judges a request by what is there now: other leave, the kind's limit, the balance; in this order (rules/decide.ts).
 * @returns whether HR has to look at it, because it goes beyond what a rule leaves open
 * @throws Refusal where it cannot be
 */
async function judge(context: EffectContext, form: LeaveForm): Promise<boolean> {
  const { tx, person, today, tools } = context
  const { calendar } = tools
  const table = tools.policy(LEAVE)
  const held = await holdingsOf(tx, person, tools, { today })
  if (held.leave.some(other => sharedHalfDay(other, form))) throw new Refusal('overlap')
  const limit = limitOf(calendar, table, form, await sameKind(context, held.leave, form.kind))
  if (limit?.over && limit.firm) throw new Refusal('over', { most: formatDays(limit.most) })
  const account = accountOf(table, form.kind)
  if (account === 'annual') {
    const { enough, left } = annualRoom(held, calendar, form, today)
    if (!enough) throw new Refusal('balance', { left: formatDays(left ?? 0) })
  }
  if (account === 'comp') {
    const { enough, left } = compRoom(held, calendar, form)
    if (!enough) throw new Refusal('balance', { left: formatDays(left) })
  }
  return limit?.over === true
}
