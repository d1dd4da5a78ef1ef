import { Refusal } from '../../kernel/faults.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import type { ApplicationKind } from './kind.ts'
import { type Application, findApplication, moveApplication, recordDecision } from './store.ts'

/** Taking back one's own request. @param kindOf what the care areas do with their requests */
export function withdrawEffects(kindOf: (application: Application) => ApplicationKind) {
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
    await tellApprover(context, found)
    return { no: found.no, refund }
  }

  /**
   * Whoever was asked to decide learns that there is nothing left to decide. Where it was decided already, it is the
   * present supervisor who has to know: he has counted on it.
   */
  async function tellApprover(context: EffectContext, found: Application): Promise<void> {
    const { tx, tools, person } = context
    const key = `withdrawn/${found.no}`
    if (found.status === 'approved' && !kindOf(found).quiet) {
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (!supervisor) return
      const values = { no: found.no, name: person.name, brief: await kindOf(found).brief(context, found) }
      return context.push(supervisor, 'withdrawn_after', { key, values })
    }
    const approver = found.turn && (await tools.directory.byId(tx, found.turn))
    if (!approver) return
    if (kindOf(found).quiet)
      return context.push(approver, 'withdrawn_quietly', { key, values: { no: found.no } })
    const values = {
      no: found.no,
      name: context.person.name,
      brief: await kindOf(found).brief(context, found),
    }
    await context.push(approver, 'withdrawn_told', { key, values })
  }
}

/** What somebody wrote for a colleague is his to take back until that one has answered. */
function isMine({ person, author, status }: Application, me: string): boolean {
  return person === me || (author === me && status === 'consent')
}
