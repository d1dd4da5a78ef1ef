import type { Person } from '../../kernel/person.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { superiorsOf } from '../people/superiors.ts'
import { askedInPlace } from './in-place.ts'
import type { ApplicationKind, Telling } from './kind.ts'
import type { Chain } from './plan.ts'
import { insertSteps, type Step, stepsOf } from './steps.ts'
import type { Application } from './store.ts'
import { turnNote } from './turn-note.ts'
import { watchWaiting } from './watch-waiting.ts'

type Around = Pick<CareContext, 'tx' | 'tools'>

/**
 * The chain of a request, in order. One that was handed in without gets it now: whose turn it is; for hardship, which
 * two decide, his superior after him.
 */
export async function chainOf(around: Around, found: Application): Promise<Step[]> {
  const { tx, tools } = around
  const { no, turn } = found
  const steps = await stepsOf(tx, no)
  if (steps.length > 0 || turn === null) return steps
  const approvers = [{ person: { id: turn }, found: 'supervisor' }]
  if (found.kind === 'hardship' && found.step === 1) {
    const officer = await tools.directory.byId(tx, turn)
    const [above] = officer ? await superiorsOf(tx, tools.directory, officer) : []
    approvers.push({ person: { id: above?.id ?? turn }, found: 'above' })
  }
  await insertSteps(tx, no, { approvers, copies: [] })
  return stepsOf(tx, no)
}

/**
 * Asks the first of a request that has just been handed in.
 * @returns who was asked
 */
export async function handOver(
  context: Telling & Pick<EffectContext, 'person' | 'author'>,
  kind: Pick<ApplicationKind, 'kind' | 'ask' | 'quiet' | 'withholds'>,
  about: { no: string; applicant: Person; chain: Chain },
): Promise<Person> {
  const { now, person, author = person } = context
  const { no, applicant, chain } = about
  const [first] = chain.approvers
  if (!first) throw new Error('A chain has lost whoever decides first.')
  const approver = first.person
  const found: Application = {
    no,
    kind: kind.kind,
    person: applicant.id,
    author: author.id,
    status: 'pending',
    turn: approver.id,
    step: 1,
    created: now,
    decided: null,
  }
  return askTurn(context, kind, found, { applicant, approver, steps: [] })
}

/**
 * Asks whoever decides in place of an approver today. It is the approver's days that are watched: whoever stands in
 * for him is reminded as long as he does, and afterwards he is himself.
 * @param about `added`: why it comes to him now, or ''
 * @returns who was asked
 */
export async function askTurn(
  telling: Telling,
  kind: Pick<ApplicationKind, 'ask' | 'quiet' | 'withholds'>,
  found: Application,
  about: { applicant: Person; approver: Person; steps: readonly Step[]; added?: string },
): Promise<Person> {
  const { tx, tools } = telling
  const { applicant, approver, steps, added = '' } = about
  const to = kind.quiet ? approver : await askedInPlace(telling, found, approver)
  const agreed: Person[] = []
  for (const { state, person } of steps) {
    const one = state === 'agreed' ? await tools.directory.byId(tx, person) : null
    if (one) agreed.push(one)
  }
  const note = await turnNote(telling, kind, found, { applicant, approver, to, agreed, added })
  await kind.ask(telling, found, { applicant, to, note, first: agreed.length === 0 })
  // What is quiet has reminders of its own.
  if (!kind.quiet) await watchWaiting(telling, approver.id)
  return to
}
