import { formatDays } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { effect } from '../../runtime/declare.ts'
import { recordConsent } from '../applications/consents.ts'
import { askToStandIn } from '../away/stand-in.ts'
import { namedIn } from '../away/with-leave.ts'
import { fileLeave } from './file-leave.ts'
import type { LeaveForm } from './form.ts'
import { judgeLeave } from './judge.ts'
import { LEAVE } from './policy.ts'
import { tellHr, watchProof } from './proof-later.ts'
import { accountOf, countHalfDays, countingOf, owesProof, type Verdict } from './rules.ts'
import { insertLeave } from './store.ts'

export const leaveEffects = {
  /** Hands a leave request in and asks the supervisor. Everything is checked once more, in the same transaction. */
  'leave.create': effect(
    {
      with: {
        kind: 'choice',
        from: 'half_day',
        to: 'half_day',
        days: 'days',
        reason: 'text',
        proof: 'file',
        area: 'choice',
        city: 'text',
        acting: 'text',
      },
      optional: ['proof', 'area', 'city', 'acting'],
      result: { no: 'text', approver: 'text' },
      refusals: {
        no_supervisor: [],
        invalid_range: [],
        not_entitled: [],
        no_workdays: [],
        overlap: [],
        over_limit: ['most'],
        insufficient_balance: ['left'],
        no_stand_in: [],
      },
    },
    async (context, { kind, from, to, reason, proof, area, city, acting }) => {
      const { tx, person, tools } = context
      const table = tools.policy(LEAVE)
      const halfDays = countHalfDays(tools.calendar, countingOf(table, kind), { from, to })
      const account = accountOf(table, kind)
      const trip = area === undefined || city === undefined ? undefined : { area, city }
      const form: LeaveForm = {
        kind,
        from,
        to,
        halfDays,
        reason,
        proof: (proof ?? []).map(f => f.id),
        ...(trip && { trip }),
        ...(acting !== undefined && { standIn: true }),
      }
      const { no, fresh, approver, ask } = await fileLeave(context, form)
      if (!fresh) return { no, approver }
      const { verdict } = await judgeLeave(context, form, { anew: true })
      if (!verdict.ok) throw refusalOf(verdict)
      await insertLeave(tx, { no, person: person.id, from, to, account, halfDays, status: 'pending' })
      await tools.attachments.bind(tx, form.proof, no)
      if (form.proof.length > 0) await recordConsent(context, 'certificate', no)
      if (acting !== undefined) {
        const { userid, why } = namedIn(tools, acting, person)
        const stands = why === '' ? await tools.directory.byUserid(tx, userid) : null
        if (!stands) throw new Refusal('no_stand_in')
        await askToStandIn(context, no, stands, { from, to })
      }
      const asked = await ask()
      if (form.proof.length > 0) await tellHr(context, no)
      else if (owesProof(table, kind, halfDays)) await watchProof(context, no, kind)
      return { no, approver: asked }
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
