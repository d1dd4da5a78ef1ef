import { formatDays } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { recordConsent } from '../applications/consents.ts'
import type { Trip } from '../away/form.ts'
import type { Stretch } from '../away/rules.ts'
import { askToStandIn } from '../away/stand-in.ts'
import { namedIn } from '../away/with-leave.ts'
import { fileLeave } from './file-leave.ts'
import type { LeaveForm } from './form.ts'
import { judgeLeave } from './judge.ts'
import { LEAVE } from './policy.ts'
import { promiseProof, tellHr, watchProof } from './proof-later.ts'
import { accountOf, countHalfDays, countingOf, type Verdict } from './rules.ts'
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
        off_post: [],
        year_over: [],
        too_old: [],
        not_entitled: [],
        no_workdays: [],
        overlap: [],
        over_limit: ['most'],
        insufficient_balance: ['left'],
        no_stand_in: [],
      },
    },
    async (context, { acting, area, city, proof, ...asked }) => {
      const trip = area === undefined || city === undefined ? undefined : { area, city }
      const standIn = acting === undefined ? null : await meantBy(context, acting)
      return handInLeave(context, { ...asked, proof: (proof ?? []).map(f => f.id), trip, standIn })
    },
  ),
}

/** A leave that is asked for, in the chat or at a desk. */
export interface NewLeave extends Stretch {
  readonly kind: string
  readonly reason: string
  /** Attachment ids. */
  readonly proof: readonly string[]
  readonly trip: Trip | undefined
  /** By when the office was told that the certificate comes, ISO. */
  readonly proofBy?: string | undefined
  /** Who is asked to stand in. */
  readonly standIn: Person | null
}

/** Hands in a leave of `context.person`, and asks who decides it. @throws Refusal of 'leave.create' */
export async function handInLeave(
  context: EffectContext,
  { kind, from, to, reason, proof, trip, standIn, proofBy }: NewLeave,
): Promise<{ no: string; approver: string }> {
  const { tx, person, tools } = context
  const table = tools.policy(LEAVE)
  const halfDays = countHalfDays(tools.calendar, countingOf(table, kind), { from, to })
  const account = accountOf(table, kind)
  const asked: LeaveForm = {
    kind,
    from,
    to,
    halfDays,
    reason,
    proof: [...proof],
    ...(trip && { trip }),
    ...(standIn && { standIn: true }),
  }
  const form = { ...asked, ...promiseProof(context, asked, proofBy) }
  const { no, fresh, approver, ask } = await fileLeave(context, form)
  if (!fresh) return { no, approver }
  const { verdict } = await judgeLeave(context, form, { anew: true })
  if (!verdict.ok) throw refusalOf(verdict)
  await insertLeave(tx, { no, person: person.id, from, to, account, halfDays, status: 'pending' })
  await tools.attachments.bind(tx, form.proof, no)
  if (form.proof.length > 0) await recordConsent(context, 'certificate', no)
  if (standIn) await askToStandIn(context, no, standIn, { from, to })
  const decider = await ask()
  if (form.proof.length > 0) await tellHr(context, no)
  else await watchProof(context, no, form)
  return { no, approver: decider }
}

/** The one colleague whom a text names. @throws Refusal no_stand_in */
async function meantBy({ tx, tools, person }: EffectContext, text: string): Promise<Person> {
  const { userid, why } = namedIn(tools, text, person)
  const stands = why === '' ? await tools.directory.byUserid(tx, userid) : null
  if (!stands) throw new Refusal('no_stand_in')
  return stands
}

/** The rule's code, in the letters of a flow file, with the number that its sentence needs. */
export function refusalOf({ reason, about }: Extract<Verdict, { ok: false }>): Refusal {
  return new Refusal(reason.toLowerCase(), {
    most: formatDays(about.limit?.most ?? 0),
    left: formatDays(about.left ?? 0),
  })
}
