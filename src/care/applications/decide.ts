import { Refusal } from '../../kernel/faults.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { TOGETHER } from '../../runtime/elsewhere.ts'
import { agree, NO_LEADER, SHORT, tooShort } from './agree.ts'
import { recordDecision } from './decisions.ts'
import { holdApplicants } from './hold.ts'
import type { Deciding } from './kind.ts'
import { type KindOf, type Mine, refusalFor, signed, takeTurn } from './my-turn.ts'
import { tellNoLeader } from './no-leader.ts'
import { returnForMore } from './return-for-more.ts'
import { setStep } from './steps.ts'
import { findApplication, moveApplication } from './store.ts'
import { whoAgreed } from './who-agreed.ts'

/** Between the numbers of requests that are agreed to at once. */
export const AND = TOGETHER

/** Why one of several was not agreed to, where there are words of its own for it (`not_…`). */
const NAMED = new Set(['begun', 'gone', 'no_leader'])

/** Deciding, one by one or several at once. @param kindOf what the care areas do with their requests */
export function decideEffects(kindOf: KindOf) {
  return {
    'application.decide': effect(
      {
        with: {
          request: 'choice',
          verdict: 'choice',
          reason: 'text',
          question: 'text',
        },
        optional: ['reason', 'question'],
        result: { text: 'text' },
        refusals: {
          not_yours: [],
          decided: ['state'],
          begun: [],
          gone: [],
          one_by_one: [],
        },
      },
      async (context, { request, verdict, reason, question }) => {
        if (request.includes(AND)) return agreeAll(context, request.split(AND), verdict)
        return decideOne(context, kindOf, await takeTurn(context, kindOf, request), {
          verdict,
          reason,
          question,
        })
      },
    ),
  }

  /** Agrees to each as if it were the only one: what cannot be agreed to stays, and is named. */
  async function agreeAll(context: EffectContext, numbers: readonly string[], verdict: string) {
    if (verdict !== 'agree') throw new Refusal('one_by_one')
    const { tx, tools } = context
    const done: string[] = []
    const not: string[] = []
    await holdApplicants(tx, numbers)
    for (const no of numbers) {
      const why = (reason: string) =>
        void not.push(tools.text('decided_not', { no, why: tools.text(`not_${reason}`) }))
      try {
        const mine = await takeTurn(context, kindOf, no)
        if (kindOf(mine.found).quiet) throw new Refusal('not_yours')
        const brief = await kindOf(mine.found).brief(context, mine.found)
        if (await tx.savepoint(() => agree(context, kindOf, mine)))
          done.push(tools.text('decide_line', { name: mine.applicant.name, brief }))
        else {
          await tooShort(context, kindOf, mine)
          why(SHORT)
        }
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown
        why(NAMED.has(thrown.reason) ? thrown.reason : 'yours')
        if (thrown.reason === NO_LEADER)
          await tellNoLeader(context, kindOf, await takeTurn(context, kindOf, no))
      }
    }
    if (done.length > 0) not.unshift(tools.text('decided_all', { count: done.length, list: done.join('') }))
    return { text: not.join('\n') }
  }
}

/** What an approver says to one request. */
export interface Opinion {
  /** `ask` = it goes back to the applicant with a question; everything else = refused. */
  readonly verdict: string
  readonly reason?: string | undefined
  readonly question?: string | undefined
}

/**
 * Decides one request whose turn is the person's of this moment.
 * @returns what he is told
 * @throws Refusal as `application.decide`
 */
export async function decideOne(
  context: Deciding,
  kindOf: KindOf,
  mine: Mine,
  { verdict, reason, question }: Opinion,
): Promise<{ text: string }> {
  switch (verdict) {
    case 'agree':
      try {
        return (
          (await context.tx.savepoint(() => agree(context, kindOf, mine))) ?? tooShort(context, kindOf, mine)
        )
      } catch (thrown) {
        if (!(thrown instanceof Refusal) || thrown.reason !== NO_LEADER) throw thrown
        return tellNoLeader(context, kindOf, mine)
      }
    case 'ask':
      return returnForMore(context, kindOf, mine, question ?? '')
    default:
      return refuse(context, kindOf, mine, reason ?? '')
  }
}

async function refuse(context: Deciding, kindOf: KindOf, mine: Mine, reason: string) {
  const { tx, now, person, push } = context
  const { found, applicant, step, steps } = mine
  if (!(await moveApplication(tx, found, { status: 'refused', turn: null, decided: now })))
    throw refusalFor(context, found)
  await setStep(tx, step.id, { state: 'refused', by: person.id, at: now })
  await recordDecision(context, found, 'refused', reason)
  const by = await signed(context, mine)
  await kindOf(found).refused(context, found, applicant, { reason, by })
  const kind = kindOf(found)
  const brief = kind.quiet ? '' : await kind.brief(context, found)
  // Of overtime, what was agreed to beforehand stands, and only the hours beyond it are refused.
  const stands = (await findApplication(tx, found.no))?.status === 'approved'
  const notice = kind.quiet ? 'refused_after_quietly' : stands ? 'refused_after_in_part' : 'refused_after'
  for (const one of await whoAgreed(context, steps))
    await push(one, notice, {
      key: `refused/after/${found.no}/${found.step}`,
      values: { no: found.no, name: applicant.name, brief, approver: by },
    })
  return { text: context.tools.text('decided_refused', { no: found.no, name: applicant.name }) }
}
