import { instantOf } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, EffectContext, JobContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { recordConsent } from '../applications/consents.ts'
import { type Application, findApplication, formOf, requestsOf } from '../applications/store.ts'
import { leaveBrief } from './brief.ts'
import { type LeaveForm, wholeLength } from './form.ts'
import { LEAVE } from './policy.ts'
import { checkOf, isOwed, moveProof, papersOfLeave } from './proofs.ts'
import { owesProof, proofDue } from './rules.ts'

/** The morning of the day by which a certificate was to be brought. */
const PROOF_DUE = 'leave.proof_due'

/** Requests of one person that are looked through; more than these nobody has open. */
const OPEN = 20

export const proofLookups = {
  /** My leave whose certificate HR has not checked yet. */
  owed_proofs: lookup({ with: {}, returns: 'options' }, async context => {
    const { tx, person } = context
    const options = []
    for (const found of await requestsOf(tx, person.id, ['pending', 'approved'], OPEN))
      if (await owes(context, found))
        options.push({ value: found.no, label: `${found.no} ${await leaveBrief(context, found)}` })
    return options
  }),
}

export const proofEffects = {
  /** A certificate that comes after the request: tied to it, and HR told that there is something to check. */
  'leave.add_proof': effect(
    { with: { request: 'choice', proof: 'file' }, result: { no: 'text' }, refusals: { gone: [] } },
    async (context, { request, proof }) => {
      const { tx, tools, person, key } = context
      const found = await findApplication(tx, request)
      if (found?.person !== person.id || !(await owes(context, found))) throw new Refusal('gone')
      await tools.attachments.bind(
        tx,
        proof.map(file => file.id),
        found.no,
      )
      await recordConsent(context, 'certificate', found.no)
      await tellHr(context, found.no, key)
      return { no: found.no }
    },
  ),
}

export const proofJobs = {
  /** Asks once for what has not come; what was checked on paper meanwhile is asked for no more. */
  async [PROOF_DUE]({ tx, tools, now, today, push }: JobContext, no: string): Promise<void> {
    const found = await findApplication(tx, no)
    const person = found && (await tools.directory.byId(tx, found.person))
    if (!person || !(await owes({ tx, tools, now, today, person }, found))) return
    if ((await papersOfLeave(tx, no)).length > 0) return
    await push(person, 'proof_due', { key: `proof/due/${no}`, values: { no } })
  },
}

/**
 * By when the certificate of a leave that is handed in without it is promised: of one's own by the table, of what the
 * office hands in for somebody on the day that it was told.
 * @param chosen by the office, ISO
 * @returns what the form keeps of it
 * @throws Refusal proof_day where the office names no day from today on, or somebody another than the table gives
 */
export function promiseProof(
  { tools, today, person, author = person }: Pick<EffectContext, 'tools' | 'today' | 'person' | 'author'>,
  form: LeaveForm,
  chosen?: string,
): { proofBy?: string } {
  const table = tools.policy(LEAVE)
  if (form.proof.length > 0 || !owesProof(table, form.kind, wholeLength(form))) return {}
  const byTable = proofDue(table, form, today, tools.calendar) ?? today
  const office = author.id !== person.id
  if (office ? chosen === undefined || chosen < today : (chosen ?? byTable) !== byTable)
    throw new Refusal('proof_day')
  return { proofBy: chosen ?? byTable }
}

/** What is promised of a leave with other dates: what was said stands, unless it begins so late that the table gives longer. */
export function promiseAnew(
  context: Pick<EffectContext, 'tools' | 'today' | 'person'>,
  form: LeaveForm,
): { proofBy?: string } {
  const { proofBy: byTable } = promiseProof(context, form)
  const { proofBy: said } = form
  if (byTable === undefined) return {}
  return { proofBy: said !== undefined && said > byTable ? said : byTable }
}

/** Sets the reminder of a certificate that is to come later. */
export async function watchProof(
  { tx, tools, today }: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  no: string,
  { proofBy }: Pick<LeaveForm, 'proofBy'>,
): Promise<void> {
  if (proofBy === undefined || proofBy <= today) return
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${proofBy}T00:00`)
  if (at) await schedule(tx, PROOF_DUE, no, instantOf(at, tools.zone))
}

/**
 * A leave was put in the place of another: what came for that one goes over to it, HR learns its number, and what is
 * still to come is asked for.
 */
export async function takeProof(
  context: Pick<EffectContext, 'tx' | 'person' | 'tools' | 'push' | 'today'>,
  from: string,
  { no, form }: { no: string; form: LeaveForm },
): Promise<void> {
  const { tx, tools } = context
  await moveProof(tx, from, no)
  if (!owesProof(tools.policy(LEAVE), form.kind, wholeLength(form)) || (await checkOf(tx, no))) return
  if ((await papersOfLeave(tx, no)).length > 0) await tellHr(context, no)
  else await watchProof(context, no, form)
}

/** HR learns that there is something to check: a number, no name. @param nth tells one handing-over from the next */
export async function tellHr(
  { tx, person, tools, push }: Pick<EffectContext, 'tx' | 'person' | 'tools' | 'push'>,
  no: string,
  nth = '',
): Promise<void> {
  const key = nth === '' ? `proof/check/${no}` : `proof/check/${no}/${nth}`
  for (const one of await tools.directory.withRole(tx, 'hr'))
    if (one.id !== person.id) await push(one, 'proof_to_check', { key, values: { no } })
}

async function owes(context: CareContext, found: Application): Promise<boolean> {
  if (found.kind !== 'leave' || (found.status !== 'pending' && found.status !== 'approved')) return false
  const form = await formOf<LeaveForm>(context, found.no)
  if (!form || !isOwed(context.tools, found, form)) return false
  return (await checkOf(context.tx, found.no)) === null
}
