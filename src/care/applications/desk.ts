import { Type } from 'typebox'
import { Fault, Refusal } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import { raiseAlert } from '../../runtime/alerts.ts'
import type { EffectContext } from '../../runtime/context.ts'
import type { Call } from '../../runtime/route.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { recordDecision } from './decisions.ts'
import type { ApplicationKind } from './kind.ts'
import { findApplication } from './store.ts'

/** Why the office does it for somebody: a telephone call, a form on paper. */
export const Office = Type.String({
  minLength: 2,
  maxLength: 200,
  pattern: '\\S',
  description: 'Needed where HR does it for somebody else: why. Sealed; the person is told that it was done',
})

export const Userid = Type.String({ minLength: 1, maxLength: 64 })

/** What a route does is said by whom, for whom, and why. */
export interface Errand {
  readonly person: Person
  /** Null where somebody does it for himself. */
  readonly office: string | null
}

type Caller = Pick<Call<unknown, unknown, unknown>, 'actor' | 'now' | 'today' | 'services'>

/**
 * For whom a call is: for oneself, or, by HR and with a reason, for somebody else.
 * @param person null = there is nobody of that name, or no such row
 * @throws Fault NOT_FOUND for what is nobody's and for what is not his; INPUT_INVALID where HR gives no reason
 */
export function errandFor(caller: Caller, whom: Person | null, office: string | undefined): Errand {
  const person = personFor(caller, whom)
  if (person.id === caller.actor.id) return { person, office: null }
  if (office === undefined)
    throw new Fault('INPUT_INVALID', { details: [{ where: 'office', rule: 'required' }] })
  return { person, office }
}

/** Oneself, or for HR anybody. @throws Fault NOT_FOUND for what is nobody's and for what is not his */
export function personFor({ actor }: Pick<Caller, 'actor'>, person: Person | null): Person {
  if (!person || (person.id !== actor.id && !actor.roles.includes('hr'))) throw new Fault('NOT_FOUND')
  return person
}

/** Whose request a number is. @throws Fault as `errandFor`, and NOT_FOUND for what is no request of such a kind */
export async function errandAbout(
  tx: Tx,
  caller: Caller,
  { no, kinds, office }: { no: string; kinds: readonly string[]; office: string | undefined },
): Promise<Errand> {
  const found = await findApplication(tx, no)
  const { tools } = caller.services
  const person = found && kinds.includes(found.kind) ? await tools.directory.byId(tx, found.person) : null
  return errandFor(caller, person, office)
}

/**
 * Does what the chat would do, by the same effect, as the one it is for; whoever does it for him is the author of what
 * is handed in, and stands beside it with his reason. The person is told.
 * @param about `what`: the notice that says what was done: its values `no`, `who` did it, and `brief`, what it is
 * @throws Fault NO_APPROVER; RULE_REFUSED with the reason's code and what to do
 */
export async function actAt<Done extends { readonly no: string }>(
  tx: Tx,
  caller: Caller,
  { person, office }: Errand,
  {
    what,
    act,
    brief,
  }: {
    what: (typeof OFFICE_DID)[number]
    act: (context: EffectContext) => Promise<Done>
    brief: ApplicationKind['brief']
  },
): Promise<Done> {
  const { actor, services } = caller
  const done = await saying(services.tools, () => act(contextFor(tx, caller, person)))
  if (office === null) return done
  const context = contextFor(tx, caller, actor)
  const found = await findApplication(tx, done.no)
  if (found) await recordDecision(context, found, 'office', office)
  await context.push(person, what, {
    key: `office/${what}/${done.no}/${caller.now}`,
    values: { no: done.no, who: actor.name, brief: found ? await brief(context, found) : '' },
  })
  return done
}

/** A context as a turn would have it. @param person for whom; who calls is the author */
export function contextFor(tx: Tx, { actor, now, today, services }: Caller, person: Person): EffectContext {
  const { tools, road } = services
  return {
    tx,
    tools,
    now,
    today,
    person,
    author: actor,
    key: `api/${randomId()}`,
    push: road.push(tx, now),
    alarm: (tx, code, about, now) => raiseAlert(tx, code, about, now).then(() => undefined),
    later: (job, about, at) => schedule(tx, job, about, at),
    // A call says nothing in the chat, and has no conversation.
    whenSaid: () => {},
    forgetConversation: () => {},
    soon: () => Promise.reject(new Error('An errand belongs to a turn.')),
  }
}

/** What the chat refuses in the flow's words, a call refuses by code and in words of its own. */
export async function saying<T>(tools: Caller['services']['tools'], act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const { reason } = thrown
    if (reason === 'no_supervisor') throw new Fault('NO_APPROVER')
    const value = wordsOf(tools, thrown)
    throw new Fault('RULE_REFUSED', {
      details: [{ where: reason.toUpperCase(), rule: 'problem', values: { value } }],
    })
  }
}

/** Why the office cannot do it, and what to do instead. */
export function wordsOf(tools: Caller['services']['tools'], { reason, values }: Refusal): string {
  return tools.text(SAID.has(reason) ? `desk_${reason}` : 'desk_other', values)
}

/** What the person is told that was done for him. */
export const OFFICE_DID = [
  'office_filed',
  'office_changed',
  'office_extended',
  'office_returned',
  'office_withdrawn',
  'office_reported',
] as const

/** Values of the words of some reasons. */
export const SAID_WITH: Readonly<Record<string, readonly string[]>> = {
  over_limit: ['most'],
  insufficient_balance: ['left'],
  late: ['due'],
  held: ['later'],
}

/** Reasons that have words of their own, `desk_…`. */
export const SAID: ReadonlySet<string> = new Set([
  'no_supervisor',
  'invalid_range',
  'off_post',
  'year_over',
  'too_old',
  'too_far',
  'not_entitled',
  'no_workdays',
  'overlap',
  'over_limit',
  'insufficient_balance',
  'clash',
  'late',
  'proof_day',
  'gone',
  'decided',
  'held',
])
