import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { askTurn } from './chain-of.ts'
import { tellFiled } from './copies.ts'
import { recordDecision } from './decisions.ts'
import { decidersOf } from './in-place.ts'
import type { Deciding } from './kind.ts'
import { type KindOf, type Mine, refusalFor, signed } from './my-turn.ts'
import { presentFor } from './present-for.ts'
import { type Step, setStep, stepsOf } from './steps.ts'
import { type Application, moveApplication } from './store.ts'

/** What a care area refuses with where the applicant no longer has what the request takes. */
export const SHORT = 'short'
/** What it is refused with where somebody should decide after him, and there is nobody. */
export const NO_LEADER = 'no_leader'

/**
 * Agrees: it goes on to the next of the chain, or is approved.
 * @returns null, and nothing done, where the applicant no longer has what it takes
 */
export async function agree(context: Deciding, kindOf: KindOf, mine: Mine): Promise<{ text: string } | null> {
  const { found, applicant, step } = mine
  const { tx, now, person, tools } = context
  await setStep(tx, step.id, { state: 'agreed', by: person.id, at: now })
  const steps = await stepsOf(tx, found.no)
  const next = await nextOf(context, found, applicant, steps)
  if (next) {
    await recordDecision(context, found, 'agreed', null)
    const asked = await passOn(context, kindOf, mine, next)
    return { text: tools.text('decided_next', { no: found.no, next: titleOf(asked) }) }
  }
  const by = await signed(context, mine)
  try {
    await tx.savepoint(() => kindOf(found).approved(context, found, applicant, by))
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.reason !== SHORT) throw thrown
    await setStep(tx, step.id, { state: 'turn', by: null, at: null })
    return null
  }
  if (!(await moveApplication(tx, found, { status: 'approved', turn: null, decided: now })))
    throw refusalFor(context, found)
  await recordDecision(context, found, 'agreed', null)
  await tellCopies(context, kindOf, found, applicant, 'filed')
  return { text: tools.text('decided_agreed', { no: found.no, name: applicant.name }) }
}

/** Both learn of it: it still waits, and either can end it. */
export async function tooShort(context: Deciding, kindOf: KindOf, { found, applicant }: Mine) {
  const { tools, person, push } = context
  const values = {
    no: found.no,
    brief: await kindOf(found).brief(context, found),
    approver: titleOf(person),
  }
  await push(applicant, 'decided_short_told', { key: `short/${found.no}`, values })
  return { text: tools.text('decided_short', { no: found.no, name: applicant.name }) }
}

/** With whom it is filed learns that somebody is absent, or is not after all; nothing else of it. */
export async function tellCopies(
  context: Deciding,
  kindOf: KindOf,
  found: Application,
  applicant: Person,
  what: 'filed' | 'filed_taken_back',
): Promise<void> {
  const span = (await kindOf(found).absence?.(context, found)) ?? ''
  // Of a request that was decided anew each word counts again.
  if (span !== '') await tellFiled(context, found.no, what, { applicant, span, again: String(found.step) })
}

/** Hands it to the next, tells the applicant, and asks. @returns who was asked */
async function passOn(
  context: Deciding,
  kindOf: KindOf,
  mine: Mine,
  next: { step: Step; person: Person },
): Promise<Person> {
  const { tx } = context
  const { found, applicant } = mine
  const kind = kindOf(found)
  const moved: Application = { ...found, turn: next.person.id, step: found.step + 1 }
  if (!(await moveApplication(tx, found, { status: 'pending', turn: moved.turn, step: moved.step })))
    throw refusalFor(context, found)
  await setStep(tx, next.step.id, { state: 'turn', person: next.person.id })
  const steps = await stepsOf(tx, found.no)
  const asked = await askTurn(context, kind, moved, { applicant, approver: next.person, steps })
  if (kind.passedOn) await kind.passedOn(context, moved, applicant, asked)
  else
    await context.push(applicant, 'passed_on', {
      key: `passed/${found.no}/${moved.step}`,
      values: {
        no: found.no,
        brief: await kind.brief(context, found),
        approver: await signed(context, mine),
        next: titleOf(asked),
      },
    })
  return asked
}

/**
 * Who decides next, as of today. Who has agreed already is not asked again.
 * @returns null where nobody is left to decide
 * @throws Refusal `no_leader` where somebody should, and there is nobody
 */
async function nextOf(
  context: Deciding,
  found: Application,
  applicant: Person,
  steps: readonly Step[],
): Promise<{ step: Step; person: Person } | null> {
  const { tx } = context
  const decided = steps.flatMap(decidersOf)
  for (const step of steps.filter(one => one.does === 'decide' && one.state === 'waiting')) {
    const person = await presentFor(context, found, { applicant, steps, step })
    if (!person) throw new Refusal(NO_LEADER)
    if (!decided.includes(person.id)) return { step, person }
    await setStep(tx, step.id, { state: 'skipped' })
  }
  return null
}
