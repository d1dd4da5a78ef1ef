import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import type { Asking, Telling } from '../applications/kind.ts'
import { stepsOf } from '../applications/steps.ts'
import { type Application, formOf } from '../applications/store.ts'
import { chainOf } from './chain.ts'
import type { LeaveForm } from './form.ts'
import { holdingsOf } from './holdings.ts'
import { LEAVE } from './policy.ts'
import { isForHr, kindRule, limitOf } from './rules.ts'
import { sameKind } from './same-kind.ts'
import { leaveOf } from './store.ts'
import { toDecide } from './to-decide.ts'

/** Asks somebody to decide a leave: the first approver and everybody after him, by the same words. */
export async function askLeave(telling: Telling, found: Application, asking: Asking): Promise<void> {
  const { tx, tools, today, push } = telling
  const { applicant, to, note } = asking
  const { no } = found
  const form = await formOf<LeaveForm>(telling, no)
  if (!form) throw new Error('A leave request has lost its form.')
  const { replaces, instead = replaces } = form
  const old = instead === undefined ? null : await leaveOf(tx, instead)
  const about = {
    papersOf: replaces ?? no,
    forHr: (await isLeftToHr({ ...telling, person: applicant }, form, [no, replaces]))
      ? await forHrTo(telling, no, to)
      : '',
    // He may have asked one later too; of a request just handed in the form knows.
    standIn: form.standIn === true || found.step > 1 || instead !== undefined,
  }
  const values = { ...(await toDecide({ ...telling, person: applicant }, no, form, about)), note }
  const key = `decide/${no}/${found.step}`
  const longer = form.extends && (await chainOf(tx, applicant.id, form.extends.no, today))
  if (longer) {
    const until = formatHalfDay(longer.end, tools.words(), today)
    return push(to, 'leave_extension_to_decide', { key, values: { ...values, old: longer.root.no, until } })
  }
  if (!old) return push(to, 'leave_to_decide', { key, values })
  const before = formatSpan(old.from, old.to, tools.words(), today)
  await push(to, 'leave_change_to_decide', { key, values: { ...values, old: old.no, before } })
}

/** The notice that says so to who decides: HR looks at it after him, or he does. */
async function forHrTo({ tx }: Telling, no: string, to: Person): Promise<string> {
  const isNext = (await stepsOf(tx, no)).some(({ found, person }) => found === 'role:hr' && person !== to.id)
  return isNext && !to.roles.includes('hr') ? 'leave_for_hr' : 'leave_for_hr_now'
}

/** Who looks at what goes beyond what everybody has, in words: HR; where that is nobody else, who decides. */
export async function whoChecks(context: CareContext): Promise<string> {
  const { tx, tools, person } = context
  const others = (await tools.directory.withRole(tx, 'hr')).filter(({ id }) => id !== person.id)
  return tools.text(others.length > 0 ? 'checks_hr' : 'checks_approver')
}

/**
 * Whether it goes beyond what everybody has, so that HR has to look at it.
 * @param without requests that count for nothing: itself, and those whose place it takes
 */
export async function isLeftToHr(
  context: CareContext,
  form: Pick<LeaveForm, 'kind' | 'from' | 'to' | 'halfDays'>,
  without: readonly (string | undefined)[],
): Promise<boolean> {
  const { tx, tools, today, person } = context
  if (!kindRule(tools.policy(LEAVE), form.kind).most) return false
  const except = without.filter(one => one !== undefined)
  const held = await holdingsOf(tx, person, tools, { today, except })
  const others = await sameKind(context, held.leave, form)
  const limit = limitOf(tools.calendar, tools.policy(LEAVE), form, others)
  return isForHr(limit)
}
