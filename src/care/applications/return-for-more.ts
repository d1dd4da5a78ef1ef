import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { askedLast } from './asked-last.ts'
import { askTurn, chainOf } from './chain-of.ts'
import { recordDecision, saidWith } from './decisions.ts'
import type { Deciding } from './kind.ts'
import { type KindOf, type Mine, refusalFor, signed } from './my-turn.ts'
import { presentFor } from './present-for.ts'
import { watchReturned } from './returned.ts'
import { setStep, stepsOf } from './steps.ts'
import { findApplication, moveApplication, requestsOf } from './store.ts'

/** 退回补充: the applicant is asked one thing first; what it takes stays reserved, and it comes back to who asked. */
export async function returnForMore(context: Deciding, kindOf: KindOf, mine: Mine, question: string) {
  const { tx, tools, push } = context
  const { found, applicant } = mine
  if (!(await moveApplication(tx, found, { status: 'returned', turn: null })))
    throw refusalFor(context, found)
  await recordDecision(context, found, 'returned', question)
  await watchReturned(context, found)
  const kind = kindOf(found)
  const brief = kind.quiet ? '' : await kind.brief(context, found)
  await push(applicant, kind.quiet ? 'returned_quietly' : 'returned', {
    key: `returned/${found.no}/${found.step}`,
    values: { no: found.no, brief, approver: await signed(context, mine), question },
  })
  return { text: tools.text('decided_returned', { no: found.no, name: applicant.name }) }
}

/** @param kindOf what the care areas know of their requests */
export function returnLookups(kindOf: KindOf) {
  return {
    /** Requests of mine to which I was asked to add something. */
    my_returned: lookup({ with: {}, returns: 'options' }, async context => returned(context, kindOf)),

    /** The one of them that the last message to me was about: what I say next may answer it. */
    returned_asked_last: lookup({ with: {}, returns: 'options' }, async context => {
      const no = await askedLast(context, ASKED)
      return no === null ? [] : (await returned(context, kindOf)).filter(({ value }) => value === no)
    }),

    /** What I was asked, and by whom; `read` = who will read what I answer, in words. */
    returned_question: lookup(
      { with: { request: 'choice' }, returns: { question: 'text', approver: 'text', read: 'text' } },
      async (context, { request }) => {
        const found = await findApplication(context.tx, request)
        if (found?.person !== context.person.id || found.status !== 'returned') return null
        const asked = await saidWith(context, found, 'returned')
        const held = await kindOf(found).withholds?.(context, found)
        if (!asked) return null
        const { said: question, approver } = asked
        return { question, approver, read: context.tools.text(held ? 'answer_withheld' : 'answer_read') }
      },
    ),
  }
}

/** The key of a push that asks for more, or reminds of it. */
const ASKED = /^push\/returned\/(?:remind\/)?([A-Z]{2}-\d{8}-\d{4,})\//

async function returned(context: CareContext, kindOf: KindOf) {
  const found = await requestsOf(context.tx, context.person.id, ['returned'], 20)
  return Promise.all(
    found.map(async a => ({ value: a.no, label: `${a.no} ${await kindOf(a).brief(context, a)}` })),
  )
}

/** @param kindOf what the care areas do with their requests */
export function supplementEffects(kindOf: KindOf) {
  return {
    /** What was asked for is added; it goes back to the one who asked, or who decides in his place today. */
    'application.supplement': effect(
      {
        with: { request: 'choice', answer: 'text' },
        result: { no: 'text', approver: 'text' },
        refusals: { gone: [], no_leader: [] },
      },
      async (context, { request, answer }) => {
        const { tx, person } = context
        const found = await findApplication(tx, request)
        if (found?.person !== person.id || found.status !== 'returned') throw new Refusal('gone')
        const steps = await chainOf(context, found)
        const step = steps.find(one => one.state === 'turn')
        const approver = step && (await presentFor(context, found, { applicant: person, steps, step }))
        if (!approver) throw new Refusal('no_leader')
        const to = { status: 'pending', turn: approver.id, step: found.step + 1 } as const
        const moved = { ...found, ...to }
        if (!(await moveApplication(tx, found, to))) throw new Refusal('gone')
        await setStep(tx, step.id, { person: approver.id })
        await recordDecision(context, found, 'answered', answer)
        const asked = await askTurn(context, kindOf(found), moved, {
          applicant: person,
          approver,
          steps: await stepsOf(tx, found.no),
        })
        return { no: found.no, approver: titleOf(asked) }
      },
    ),
  }
}
