import { Refusal } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { tellCopies } from './agree.ts'
import { recordDecision } from './decisions.ts'
import type { KindOf } from './my-turn.ts'
import { stepsOf } from './steps.ts'
import { type Application, findApplication, moveApplication } from './store.ts'

/** Taking back one's own request. @param kindOf what the care areas do with their requests */
export function withdrawEffects(kindOf: KindOf) {
  return {
    'application.withdraw': effect(
      {
        with: { request: 'choice' },
        result: { no: 'text', refund: 'text' },
        refusals: { decided: ['approver'], gone: [] },
      },
      async (context, { request }) => {
        const found = await findApplication(context.tx, request)
        if (!found || !isMine(found, context.person.id)) throw new Refusal('gone')
        return withdraw(context, found)
      },
    ),
  }

  async function withdraw(context: EffectContext, found: Application) {
    const kind = kindOf(found)
    if (found.status === 'refused' || found.status === 'withdrawn') throw new Refusal('gone')
    if (found.status === 'approved' && !(await kind.mayWithdraw(context, found)))
      throw new Refusal('decided', { approver: context.tools.text('status_approved') })
    if (
      !(await moveApplication(context.tx, found, { status: 'withdrawn', turn: null, decided: context.now }))
    )
      throw new Refusal('gone')
    await recordDecision(context, found, 'withdrawn', null)
    const refund = await kind.withdrawn(context, found)
    await tellApprovers(context, found)
    return { no: found.no, refund }
  }

  /**
   * Whoever was asked to decide learns that there is nothing left to decide. Where it was decided already, everybody
   * who has counted on it has to know: who agreed, the present supervisor, and with whom it is filed.
   */
  async function tellApprovers(context: EffectContext, found: Application): Promise<void> {
    const { tx, tools, person } = context
    const quiet = kindOf(found).quiet === true
    const approved = found.status === 'approved' && !quiet
    const steps = await stepsOf(tx, found.no)
    const at = steps.find(one => one.state === 'turn')?.person
    const ids = approved
      ? steps.filter(one => one.state === 'agreed').flatMap(one => [one.person, one.by ?? one.person])
      : [found.turn ?? at]
    const people: Person[] = []
    const supervisor =
      approved && person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
    if (supervisor) people.push(supervisor)
    for (const id of ids) {
      const one = id === undefined ? null : await tools.directory.byId(tx, id)
      if (one && one.id !== person.id && !people.includes(one)) people.push(one)
    }
    const values = quiet
      ? { no: found.no }
      : { no: found.no, name: person.name, brief: await kindOf(found).brief(context, found) }
    const notice = quiet ? 'withdrawn_quietly' : approved ? 'withdrawn_after' : 'withdrawn_told'
    for (const one of people) await context.push(one, notice, { key: `withdrawn/${found.no}`, values })
    if (approved) await tellCopies(context, kindOf, found, person, 'filed_taken_back')
  }
}

/** What somebody wrote for a colleague is his to take back until that one has answered. */
function isMine({ person, author, status }: Application, me: string): boolean {
  return person === me || (author === me && status === 'consent')
}
