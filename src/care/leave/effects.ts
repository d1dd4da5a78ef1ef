import { formatDays } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import { effect } from '../../runtime/declare.ts'
import { watchWaiting } from '../applications/jobs.ts'
import { createApplication } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import { judgeLeave } from './judge.ts'
import { LEAVE } from './policy.ts'
import { tellHr, watchProof } from './proof-later.ts'
import { accountOf, countHalfDays, countingOf, owesProof, type Verdict } from './rules.ts'
import { insertLeave } from './store.ts'
import { toDecide } from './to-decide.ts'

export const leaveEffects = {
  /** Hands a leave request in and asks the supervisor. Everything is checked once more, in the same transaction. */
  'leave.create': effect(
    {
      with: { kind: 'choice', from: 'half_day', to: 'half_day', days: 'days', reason: 'text', proof: 'file' },
      optional: ['proof'],
      result: { no: 'text', approver: 'text' },
      refusals: {
        no_supervisor: [],
        invalid_range: [],
        no_workdays: [],
        overlap: [],
        over_limit: ['most'],
        insufficient_balance: ['left'],
      },
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
      const { verdict } = await judgeLeave(context, form)
      if (!verdict.ok) throw refusalOf(verdict)
      const hr = verdict.limit?.over === true
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

/** The rule's code, in the letters of a flow file, with the number that its sentence needs. */
function refusalOf({ reason, about }: Extract<Verdict, { ok: false }>): Refusal {
  return new Refusal(reason.toLowerCase(), {
    most: formatDays(about.limit?.most ?? 0),
    left: formatDays(about.left ?? 0),
  })
}
