import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { effect } from '../../runtime/declare.ts'
import { agree } from './agree.ts'
import { askTurn } from './chain-of.ts'
import { recordDecision } from './decisions.ts'
import { barredFrom, decidersOf } from './in-place.ts'
import type { Deciding } from './kind.ts'
import { type KindOf, type Mine, refusalFor, takeTurn } from './my-turn.ts'
import { insertStepAt, setStep, stepsOf } from './steps.ts'
import { moveApplication } from './store.ts'

/** 加签: an approver names somebody who decides too. @param kindOf what the care areas do with their requests */
export function addApproverEffects(kindOf: KindOf) {
  return {
    /**
     * `first`: that one decides before him, and then it comes back to him; `after`: he agrees, and it goes to that one
     * next. Nobody whom it is about or who wrote it, nobody twice in one chain, and nobody at all where nobody else
     * may know of it.
     */
    'application.add_approver': effect(
      {
        with: { request: 'choice', who: 'person', place: 'choice' },
        result: { text: 'text' },
        refusals: {
          not_yours: [],
          decided: ['state'],
          no_leader: [],
          not_he: ['name'],
          already: ['name'],
          not_here: [],
        },
      },
      async (context, { request, who, place }) => {
        const mine = await takeTurn(context, kindOf, request)
        const one = await context.tools.directory.byUserid(context.tx, who.userid)
        if (!one) throw new Refusal('not_he', { name: who.name })
        return addApprover(context, kindOf, mine, { who: one, place: place === 'after' ? 'after' : 'first' })
      },
    ),
  }
}

/**
 * Adds somebody who decides before, or after, the person of this moment.
 * @throws Refusal as `application.add_approver`
 */
export async function addApprover(
  context: Deciding,
  kindOf: KindOf,
  mine: Mine,
  { who, place }: { who: Person; place: 'first' | 'after' },
): Promise<{ text: string }> {
  const { tx, person } = context
  const { found, steps, step } = mine
  if (kindOf(found).quiet) throw new Refusal('not_here')
  const decides = steps.filter(s => s.does === 'decide' && s.state !== 'skipped').map(s => s.person)
  if ([...barredFrom(found), person.id].includes(who.id)) throw new Refusal('not_he', { name: who.name })
  if ([...decides, ...steps.flatMap(decidersOf)].includes(who.id))
    throw new Refusal('already', { name: titleOf(who) })
  await recordDecision(context, found, 'added', null)
  if (place === 'first') return askBefore(context, kindOf, mine, who)
  await insertStepAt(tx, { no: found.no, seq: step.seq + 1, person: who.id, state: 'waiting' })
  const agreed = await agree(context, kindOf, { ...mine, steps: await stepsOf(tx, found.no) })
  // There is one after him now: it cannot be approved, so nothing can be short.
  if (!agreed) throw new Refusal('not_yours')
  return agreed
}

async function askBefore(context: Deciding, kindOf: KindOf, { found, applicant, step }: Mine, who: Person) {
  const { tx, tools, person } = context
  const moved = { ...found, turn: who.id, step: found.step + 1 }
  if (!(await moveApplication(tx, found, { status: 'pending', turn: moved.turn, step: moved.step })))
    throw refusalFor(context, found)
  await setStep(tx, step.id, { state: 'waiting' })
  await insertStepAt(tx, { no: found.no, seq: step.seq, person: who.id, state: 'turn' })
  const added = tools.text('note_asked_by', { name: titleOf(person) })
  const about = { applicant, approver: who, steps: await stepsOf(tx, found.no), added }
  const asked = await askTurn(context, kindOf(found), moved, about)
  return { text: tools.text('decided_added', { no: found.no, name: titleOf(asked) }) }
}
