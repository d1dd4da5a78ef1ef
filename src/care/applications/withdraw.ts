import { Refusal } from '../../kernel/faults.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { tellCopies } from './agree.ts'
import { recordDecision } from './decisions.ts'
import { holdApplicants } from './hold.ts'
import { askedInPlace } from './in-place.ts'
import type { MadeForOthers } from './kind.ts'
import type { KindOf } from './my-turn.ts'
import { stepsOf } from './steps.ts'
import { type Application, findApplication, moveApplication } from './store.ts'
import { whoAgreed } from './who-agreed.ts'

/**
 * Taking back one's own request, or what one made for others.
 * @param kindOf what the care areas do with their requests
 */
export function withdrawEffects(kindOf: KindOf, made: readonly MadeForOthers[] = []) {
  return {
    'application.withdraw': effect(
      {
        with: { request: 'choice' },
        result: { no: 'text', refund: 'text' },
        refusals: { decided: ['approver'], held: ['later'], gone: [], used: ['names'] },
      },
      async (context, { request }) => {
        const list = made.find(({ prefix }) => request.startsWith(`${prefix}-`))
        if (list) return { no: request, refund: await list.takeBack(context, request) }
        await holdApplicants(context.tx, [request])
        const found = await findApplication(context.tx, request)
        if (!found || !isMine(found, context.person.id)) throw new Refusal('gone')
        return withdraw(context, found)
      },
    ),
  }

  async function withdraw(context: EffectContext, found: Application) {
    const kind = kindOf(found)
    if (found.status === 'refused' || found.status === 'withdrawn') throw new Refusal('gone')
    const held = found.status === 'approved' ? await kind.heldBy?.(context, found) : null
    if (held) throw new Refusal('held', { later: held })
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
   * Whoever was asked to decide, and who stands in for him, learns that there is nothing left to decide; who has agreed
   * learns that it is no more. Where it was approved, the present supervisor and with whom it is filed learn it too.
   */
  async function tellApprovers(context: EffectContext, found: Application): Promise<void> {
    const { tx, tools, person, push } = context
    const quiet = kindOf(found).quiet === true
    const approved = found.status === 'approved' && !quiet
    const steps = await stepsOf(tx, found.no)
    const values = quiet
      ? { no: found.no }
      : { no: found.no, name: person.name, brief: await kindOf(found).brief(context, found) }
    const about = { key: `withdrawn/${found.no}`, values }
    const at = steps.find(one => one.state === 'turn')?.person
    const turn = await tools.directory.byId(tx, found.turn ?? at ?? '')
    const asked = turn && !quiet ? [turn, await askedInPlace(context, found, turn)] : turn ? [turn] : []
    const supervisor =
      approved && person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
    const counted = [...(supervisor ? [supervisor] : []), ...(quiet ? [] : await whoAgreed(context, steps))]
    // A key says it once to each, whatever he is besides.
    for (const one of counted) if (one.id !== person.id) await push(one, 'withdrawn_after', about)
    for (const one of asked)
      if (one.id !== person.id) await push(one, quiet ? 'withdrawn_quietly' : 'withdrawn_told', about)
    if (approved) await tellCopies(context, kindOf, found, person, 'filed_taken_back')
  }
}

/** What somebody wrote for a colleague is his to take back until that one has answered. */
function isMine({ person, author, status }: Application, me: string): boolean {
  return person === me || (author === me && status === 'consent')
}
