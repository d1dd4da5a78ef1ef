import { formatDate, formatDays, formatSpan } from '../../dialogue/format.ts'
import type { CareContext, Tools } from '../../runtime/context.ts'
import { type Application, formOf } from '../applications/store.ts'
import { placeWords } from '../away/report.ts'
import { standInFor } from '../away/stand-in.ts'
import { type LeaveForm, wholeLength } from './form.ts'
import { LEAVE } from './policy.ts'
import { checkOf, papersOfLeave } from './proofs.ts'
import { countingOf, isCountedByGuess, isMedical, owesProof } from './rules.ts'

/**
 * What the one who decides reads of a request, new or changed. Of a certificate how it stands, never the paper or the
 * illness.
 * @param about `papersOf`: the number whose certificate it goes by; `forHr`: the notice that
 * says that it goes beyond what everybody has, '' = it does not;
 * `standIn`: somebody may have been asked to stand in
 */
export async function toDecide(
  context: CareContext,
  no: string,
  form: LeaveForm,
  about: { papersOf: string; forHr: string; standIn: boolean },
): Promise<Record<'no' | 'name' | 'kind' | 'span' | 'days' | 'reason' | 'also' | 'proof', string>> {
  const { tx, tools, today, person } = context
  const { text } = tools
  let proof = ''
  if (owesProof(tools.policy(LEAVE), form.kind, wholeLength(form)) && !(await checkOf(tx, about.papersOf)))
    proof =
      (await papersOfLeave(tx, about.papersOf)).length > 0
        ? text('proof_waits')
        : form.proofBy === undefined
          ? text('proof_missing')
          : text('proof_later', { date: formatDate(form.proofBy, tools.words(), today) })
  const granted = form.trip?.area === 'abroad' ? text('leave_abroad') : ''
  const trip = form.trip ? text('leave_trip', { place: placeWords(tools, form.trip) }) + granted : ''
  const stands = about.standIn ? await standInFor(context, no) : null
  const cover = stands
    ? text(stands.agreed ? 'leave_covered' : 'leave_cover_asked', { name: stands.name })
    : ''
  const { calendar } = tools
  const counting = countingOf(tools.policy(LEAVE), form.kind)
  const guess = isCountedByGuess(calendar, counting, form) ? text('leave_provisional') : ''
  return {
    no,
    name: person.name,
    kind: text(`kind_${form.kind}`),
    span: formatSpan(form.from, form.to, tools.words(), today),
    days: formatDays(form.halfDays),
    reason: reasonToDecide(tools, form),
    also: trip + cover + guess,
    proof: proof + (about.forHr === '' ? '' : text(about.forHr)),
  }
}

/** The reason as those who decide may read it: of one's own health only that it is so. */
export function reasonToDecide(
  tools: Pick<Tools, 'policy' | 'text'>,
  { kind, reason }: Pick<LeaveForm, 'kind' | 'reason'>,
): string {
  return isMedical(tools.policy(LEAVE), kind) ? tools.text('leave_medical') : reason
}

/** Whether what the person writes about a leave is kept from those who decide. */
export async function withholdsWords(
  reader: Pick<CareContext, 'tx' | 'tools'>,
  { no }: Pick<Application, 'no'>,
): Promise<boolean> {
  const form = await formOf<LeaveForm>(reader, no)
  return form !== null && isMedical(reader.tools.policy(LEAVE), form.kind)
}
