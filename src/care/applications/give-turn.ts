import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { askTurn, chainOf } from './chain-of.ts'
import type { Telling } from './kind.ts'
import type { KindOf } from './my-turn.ts'
import { ADDED } from './plan.ts'
import { setStep, stepsOf } from './steps.ts'
import { type Application, moveApplication } from './store.ts'

/**
 * Gives a request that waits for somebody to somebody else, who is asked.
 * @throws Fault CONFLICT where it has been decided meanwhile
 */
export async function giveTurn(
  context: Telling & Pick<CareContext, 'person'>,
  kindOf: KindOf,
  found: Application,
  to: Person,
): Promise<void> {
  const { tx, tools } = context
  const step = (await chainOf(context, found)).find(one => one.state === 'turn')
  const moved = { ...found, turn: to.id, step: found.step + 1 }
  const given = await moveApplication(tx, found, { status: found.status, turn: to.id, step: moved.step })
  const applicant = await tools.directory.byId(tx, found.person)
  if (!given || !step) throw new Fault('CONFLICT')
  await setStep(tx, step.id, { person: to.id, found: ADDED })
  if (!applicant) return
  const about = {
    applicant,
    approver: to,
    steps: await stepsOf(tx, found.no),
    added: tools.text('note_given'),
  }
  await askTurn(context, kindOf(found), moved, about)
}
