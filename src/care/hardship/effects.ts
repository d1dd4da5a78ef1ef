import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { askTurn, handOver } from '../applications/chain-of.ts'
import { recordConsent } from '../applications/consents.ts'
import { recordDecision } from '../applications/decisions.ts'
import { insertSteps } from '../applications/steps.ts'
import {
  type Application,
  createApplication,
  findApplication,
  moveApplication,
} from '../applications/store.ts'
import { eraseForm, type HardshipForm } from './form.ts'
import { watchConsent } from './jobs.ts'
import { hardshipKind } from './kind.ts'
import { askConsent } from './notices.ts'
import { officersFor } from './officers.ts'
import { HARDSHIP } from './policy.ts'
import { mayUrge } from './rules.ts'
import { pendingOf, urgedOn } from './store.ts'

export const hardshipEffects = {
  /** Hands a request in: for oneself to the officer, for a colleague first to him. */
  'hardship.create': effect(
    {
      with: {
        whom: 'choice',
        colleague: 'person',
        category: 'choice',
        story: 'text',
        cost: 'money',
        evidence: 'file',
        consent: 'yes_no',
      },
      optional: ['colleague', 'evidence', 'consent'],
      result: { no: 'text', next: 'text' },
      refusals: { closed: [], gone: [], consent: [] },
    },
    async (context, { whom, colleague, category, story, cost, evidence, consent }) => {
      const { tx, tools, person: author } = context
      const own = whom === 'self'
      const person = own ? author : colleague && (await tools.directory.byUserid(tx, colleague.userid))
      if (!person || (!own && person.id === author.id)) throw new Refusal('gone')
      if (own && consent !== true) throw new Refusal('consent')
      const pair = await officersFor(context, { person, author })
      if (!pair) throw new Refusal('closed')
      const form: HardshipForm = {
        whom: own ? 'self' : 'colleague',
        category,
        story,
        cost,
        evidence: (evidence ?? []).map(f => f.id),
      }
      const { no, fresh } = await createApplication(context, {
        kind: 'hardship',
        person: person.id,
        status: own ? 'pending' : 'consent',
        turn: own ? pair.officer.id : null,
        form,
        ...(own && { chain: pair.chain }),
      })
      const officer = titleOf(pair.officer)
      const { answer_workdays: days } = tools.policy(HARDSHIP)
      const next = own
        ? tools.text('hardship_next', { officer, days })
        : tools.text('hardship_next_for', { name: person.name, officer })
      if (!fresh) return { no, next }
      await tools.attachments.bind(tx, form.evidence, no)
      if (own) await recordConsent(context, 'hardship', no)
      if (own) await handOver(context, hardshipKind, { no, applicant: person, chain: pair.chain })
      else {
        await askConsent(context.push, { no, person, author, ...pair }, 'first')
        await watchConsent(context, no)
      }
      return { no, next }
    },
  ),

  /** The one it is about agrees that a colleague wrote it, or does not: then it is erased and nobody has seen it. */
  'hardship.consent': effect(
    {
      with: { request: 'choice', answer: 'choice' },
      result: { text: 'text' },
      refusals: { decided: ['state'], closed: [] },
    },
    async (context, { request, answer }) => {
      const { tx, tools, person } = context
      const found = await findApplication(tx, request)
      if (found?.person !== person.id) throw new Refusal('decided', { state: '' })
      if (found.status !== 'consent')
        throw new Refusal('decided', { state: tools.text(`status_${found.status}`) })
      const author = await tools.directory.byId(tx, found.author)
      return answer === 'agree' ? agree(context, found, author) : decline(context, found, author)
    },
  ),

  /** “急”: passed on to the one whose turn it is, once a day. */
  'hardship.urge': effect(
    { with: {}, result: { name: 'text' }, refusals: { none: [], today: ['name'] } },
    async context => {
      const { tx, tools, person, today, push } = context
      const pending = await pendingOf(tx, person.id)
      const whose = pending && (await tools.directory.byId(tx, pending.turn))
      const found = pending && (await findApplication(tx, pending.no))
      if (!pending || !whose || !found) throw new Refusal('none')
      const name = titleOf(whose)
      if (!mayUrge(await urgedOn(tx, pending.no, tools.zone), today)) throw new Refusal('today', { name })
      await recordDecision(context, found, 'urged', null)
      await push(whose, 'hardship_urged', { key: `urged/${pending.no}/${today}`, values: { no: pending.no } })
      return { name }
    },
  ),
}

async function agree(context: EffectContext, found: Application, author: Person | null) {
  const { tx, tools, person, push } = context
  const pair = await officersFor(context, { person, author: author ?? person })
  if (!pair) throw new Refusal('closed')
  const { no } = found
  const officer = titleOf(pair.officer)
  const to = { status: 'pending', turn: pair.officer.id, step: 1 } as const
  await moveApplication(tx, found, to)
  await insertSteps(tx, no, pair.chain)
  await recordConsent(context, 'hardship', no)
  await recordDecision(context, found, 'consented', null)
  const asking = { applicant: person, approver: pair.officer, steps: [] }
  await askTurn(context, hardshipKind, { ...found, ...to }, asking)
  if (author)
    await push(author, 'hardship_consented_told', {
      key: `consented/${no}`,
      values: { no, name: person.name, officer },
    })
  const { answer_workdays: days } = tools.policy(HARDSHIP)
  return { text: tools.text('hardship_consented', { officer, days }) }
}

async function decline(context: EffectContext, found: Application, author: Person | null) {
  const { tx, tools, person, now, push } = context
  const { no } = found
  await moveApplication(tx, found, { status: 'refused', turn: null, decided: now })
  await recordDecision(context, found, 'declined', null)
  await eraseForm(tx, tools, found)
  if (author)
    await push(author, 'hardship_declined_told', { key: `declined/${no}`, values: { no, name: person.name } })
  return { text: tools.text('hardship_declined', { author: author?.name ?? '' }) }
}
