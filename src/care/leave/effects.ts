import { formatDays, formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import { titleOf } from '../../kernel/person.ts'
import type { EffectContext, Tools } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { createApplication } from '../applications/store.ts'
import type { LeaveForm } from './kind.ts'
import { LEAVE } from './policy.ts'
import { annualRoom } from './room.ts'
import { accountOf, countHalfDays, countingOf, owesProof } from './rules.ts'
import { balanceOf, insertLeave, overlapping } from './store.ts'

export const leaveEffects = {
  /** Hands a leave request in and asks the supervisor. Everything is checked once more, in the same transaction. */
  'leave.create': effect(
    {
      with: { kind: 'choice', from: 'half_day', to: 'half_day', days: 'days', reason: 'text', proof: 'file' },
      optional: ['proof'],
      result: { no: 'text', approver: 'text' },
      refusals: { no_supervisor: [], overlap: [], balance: ['left'] },
    },
    async (context, { kind, from, to, reason, proof }) => {
      const { tx, person, tools, today, push } = context
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
      if (await overlapping(tx, person.id, from, to)) throw new Refusal('overlap')
      await refuseTooMuch(context, account, from, to, halfDays)
      await insertLeave(tx, { no, person: person.id, from, to, account, halfDays, status: 'pending' })
      await tools.attachments.bind(tx, form.proof, no)
      await push(supervisor, 'leave_to_decide', {
        key: `decide/${no}`,
        values: {
          no,
          name: person.name,
          kind: tools.text(`kind_${kind}`),
          span: formatSpan(from, to, tools.words(), today),
          days: formatDays(halfDays),
          reason,
          proof: proofWords(form, tools),
        },
      })
      if (form.proof.length > 0) await tellHr(context, no)
      return result
    },
  ),
}

/** @throws Refusal where the account has less than the stretch takes from it, in any of its years */
async function refuseTooMuch(
  context: EffectContext,
  account: ReturnType<typeof accountOf>,
  from: HalfDay,
  to: HalfDay,
  halfDays: number,
): Promise<void> {
  const { tx, person, today, tools } = context
  if (account === 'annual') {
    const { enough, left } = await annualRoom(context, from, to)
    if (!enough) throw new Refusal('balance', { left: formatDays(left ?? 0) })
  }
  if (account === 'comp') {
    const { comp } = await balanceOf(tx, person, { today, tools })
    if (comp < halfDays) throw new Refusal('balance', { left: formatDays(comp) })
  }
}

/** The one who decides sees how the certificate stands, never the paper or the illness. */
function proofWords(form: LeaveForm, { text, policy }: Pick<Tools, 'text' | 'policy'>): string {
  if (!owesProof(policy(LEAVE), form.kind, form.halfDays)) return ''
  return text(form.proof.length > 0 ? 'proof_waits' : 'proof_later')
}

/** HR learns that there is something to check: a number, no name. */
async function tellHr({ tx, person, tools, push }: EffectContext, no: string): Promise<void> {
  for (const one of await tools.directory.withRole(tx, 'hr'))
    if (one.id !== person.id) await push(one, 'proof_to_check', { key: `proof/check/${no}`, values: { no } })
}
