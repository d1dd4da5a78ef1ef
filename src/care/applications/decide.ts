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

/** What a care area refuses with where the applicant no longer has what the request takes. */
const SHORT = 'short'
/** Why one of several was not agreed to, where there are words of its own for it (`not_…`). */
const NAMED = new Set(['begun', 'gone', 'no_leader'])

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
          ? ((await agree(context, found, applicant)) ?? tooShort(context, found, applicant))
          : refuse(context, found, applicant, reason ?? '')
      },
    ),
  }

  /** @returns null, and nothing done, where the applicant no longer has what it takes */
  async function agree(context: EffectContext, found: Application, applicant: Person) {
    let next: Person | null
    try {
      next = await context.tx.savepoint(() => kindOf(found).agreed(context, found, applicant))
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.reason === SHORT) return null
      throw thrown
    }
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

  /** Both learn of it: it still waits, and either can end it. */
  async function tooShort(context: EffectContext, found: Application, applicant: Person) {
    const { tools, person, push } = context
    const values = {
      no: found.no,
      brief: await kindOf(found).brief(context, found),
      approver: titleOf(person),
    }
    await push(applicant, 'decided_short_told', { key: `short/${found.no}`, values })
    return { text: tools.text('decided_short', { no: found.no, name: applicant.name }) }
  }

  /** Agrees to each as if it were the only one: what cannot be agreed to stays, and is named. */
  async function agreeAll(context: EffectContext, numbers: readonly string[], verdict: string) {
    if (verdict !== AGREE) throw new Refusal('one_by_one')
    const { tx, tools, person } = context
    const done: string[] = []
    const not: string[] = []
    for (const no of numbers) {
      const found = await findApplication(tx, no)
      const applicant =
        found?.turn === person.id && !kindOf(found).quiet && (await tools.directory.byId(tx, found.person))
      const why = (reason: string) =>
        void not.push(tools.text('decided_not', { no, why: tools.text(`not_${reason}`) }))
      if (!found || !applicant) {
        why('yours')
        continue
      }
      try {
        const brief = await kindOf(found).brief(context, found)
        if (await tx.savepoint(() => agree(context, found, applicant)))
          done.push(tools.text('decide_line', { name: applicant.name, brief }))
        else {
          await tooShort(context, found, applicant)
          why(SHORT)
        }
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown
        why(NAMED.has(thrown.reason) ? thrown.reason : 'yours')
      }
    }
    if (done.length > 0) not.unshift(tools.text('decided_all', { count: done.length, list: done.join('') }))
    return { text: not.join('\n') }
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
