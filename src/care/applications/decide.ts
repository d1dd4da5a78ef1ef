import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import type { ApplicationKind } from './kind.ts'
import { type Application, findApplication, moveApplication, recordDecision } from './store.ts'

/** Between the numbers of requests that are agreed to at once. */
export const AND = '+'

/** The option of the flow that agrees; anything else refuses. */
const AGREE = 'agree'

/** Agreeing and refusing, one by one or several at once. @param kindOf what the care areas do with their requests */
export function decideEffects(kindOf: (application: Application) => ApplicationKind) {
  return {
    'application.decide': effect(
      {
        with: { request: 'choice', verdict: 'choice', reason: 'text' },
        optional: ['reason'],
        result: { text: 'text' },
        refusals: {
          not_yours: [],
          decided: ['state'],
          no_leader: [],
          short: [],
          begun: [],
          gone: [],
          one_by_one: [],
        },
      },
      async (context, { request, verdict, reason }) => {
        if (request.includes(AND)) return agreeAll(context, request.split(AND), verdict)
        const found = await findApplication(context.tx, request)
        if (!found) throw new Refusal('not_yours')
        if (found.turn !== context.person.id) throw refusalFor(context, found)
        const applicant = await context.tools.directory.byId(context.tx, found.person)
        if (!applicant) throw new Refusal('not_yours')
        return verdict === AGREE
          ? agree(context, found, applicant)
          : refuse(context, found, applicant, reason ?? '')
      },
    ),
  }

  async function agree(context: EffectContext, found: Application, applicant: Person) {
    const next = await kindOf(found).agreed(context, found, applicant)
    const moved = next
      ? await moveApplication(context.tx, found, { status: 'pending', turn: next.id, step: found.step + 1 })
      : await moveApplication(context.tx, found, { status: 'approved', turn: null, decided: context.now })
    if (!moved) throw refusalFor(context, found)
    await recordDecision(context, found, 'agreed', null)
    return {
      text: next
        ? context.tools.text('decided_next', { no: found.no, next: titleOf(next) })
        : context.tools.text('decided_agreed', { no: found.no, name: applicant.name }),
    }
  }

  /** Agrees to each as if it were the only one: what cannot be agreed to stays, and is named. */
  async function agreeAll(context: EffectContext, numbers: readonly string[], verdict: string) {
    if (verdict !== AGREE) throw new Refusal('one_by_one')
    const { tx, tools, person } = context
    const left: string[] = []
    const lines: string[] = []
    for (const no of numbers) {
      const found = await findApplication(tx, no)
      const applicant =
        found?.turn === person.id && !kindOf(found).quiet && (await tools.directory.byId(tx, found.person))
      try {
        if (!found || !applicant) throw new Refusal('not_yours')
        const brief = await kindOf(found).brief(context, found)
        await tx.savepoint(() => agree(context, found, applicant))
        lines.push(tools.text('decide_line', { name: applicant.name, brief }))
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown
        left.push(no)
      }
    }
    if (lines.length === 0) throw new Refusal('not_yours')
    const done = tools.text('decided_all', { count: lines.length, list: lines.join('') })
    return {
      text:
        left.length === 0
          ? done
          : done + tools.text('decided_not', { numbers: left.join(tools.words().and) }),
    }
  }

  async function refuse(context: EffectContext, found: Application, applicant: Person, reason: string) {
    if (!(await moveApplication(context.tx, found, { status: 'refused', turn: null, decided: context.now })))
      throw refusalFor(context, found)
    await recordDecision(context, found, 'refused', reason)
    await kindOf(found).refused(context, found, applicant, reason)
    return { text: context.tools.text('decided_refused', { no: found.no, name: applicant.name }) }
  }
}

/** A decision that comes too late says how it ended; one that never was yours says no more than that. */
function refusalFor(context: EffectContext, found: Application): Refusal {
  if (found.turn !== null || found.status === 'withdrawn') return new Refusal('not_yours')
  return new Refusal('decided', { state: context.tools.text(`status_${found.status}`) })
}
