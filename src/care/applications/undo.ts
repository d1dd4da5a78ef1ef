import { and, desc, eq, inArray } from 'drizzle-orm'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { tellCopies } from './agree.ts'
import { askTurn } from './chain-of.ts'
import { recordDecision } from './decisions.ts'
import { holdApplicants } from './hold.ts'
import { askedInPlace } from './in-place.ts'
import type { Deciding } from './kind.ts'
import { type KindOf, signed, waitingForMe } from './my-turn.ts'
import { decidedBy, setStep, stepsOf } from './steps.ts'
import { type Application, moveApplication } from './store.ts'
import { type Undoable, undoable } from './undo-standing.ts'
import { watchWaiting } from './watch-waiting.ts'

/** Decisions that are looked through, the newest first, and for how long back. */
const MOST = 8
const BACK_MS = 14 * 86_400_000

/** Taking back a consent that was a mistake. @param kindOf what the care areas do with their requests */
export function undoLookups(kindOf: KindOf) {
  return {
    /** What I agreed to and can still take back, the newest first. */
    my_undoable: lookup({ with: {}, returns: 'options' }, async context => {
      const options = []
      for (const { found, applicant } of await undoableLately(context, kindOf)) {
        const brief = await kindOf(found).brief(context, found)
        options.push({ value: found.no, label: `${found.no} ${applicant.name} ${brief}` })
      }
      return options
    }),

    /** Why the last of my decisions cannot be taken back, and what to do instead. */
    undo_too_late: lookup({ with: {}, returns: { text: 'text' } }, async context => {
      const again = await takenBackLately(context, await waitingForMe(context, kindOf))
      if (again !== null) return { text: context.tools.text('undo_again', { no: again }) }
      const [last] = await decidedLately(context)
      const why = last ? await undoable(context, kindOf, last.no) : 'gone'
      if (typeof why !== 'string') return { text: '' }
      return { text: context.tools.text(last ? `undo_${why}` : 'undo_nothing', { no: last?.no ?? '' }) }
    }),
  }
}

/** @param kindOf what the care areas do with their requests */
export function undoEffects(kindOf: KindOf) {
  return {
    /** It is my turn again, as if I had not agreed; everybody who heard of it hears that it is not so. */
    'application.undo': effect(
      { with: { request: 'choice' }, result: { text: 'text' }, refusals: { too_late: ['why'] } },
      async (context, { request }) => {
        await holdApplicants(context.tx, [request])
        const one = await undoable(context, kindOf, request)
        if (typeof one === 'string')
          throw new Refusal('too_late', { why: context.tools.text(`undo_${one}`, { no: request }) })
        return { text: await undo(context, kindOf, one) }
      },
    ),
  }
}

/**
 * Takes a consent back.
 * @returns what he is told who takes it back
 * @throws Refusal `too_late` where somebody was quicker
 */
export async function undo(context: Deciding, kindOf: KindOf, one: Undoable): Promise<string> {
  const { tx, tools, person, push } = context
  const { found, applicant, steps, step } = one
  const kind = kindOf(found)
  const approved = found.status === 'approved'
  const brief = await kind.brief(context, found)
  const back = { status: 'pending', turn: step.person, step: found.step + 1 } as const
  if (!(await moveApplication(tx, found, back)))
    throw new Refusal('too_late', { why: tools.text('undo_next', { no: found.no }) })
  const again: Application = { ...found, ...back, decided: null }
  await setStep(tx, step.id, { state: 'turn', by: null, at: null })
  for (const later of steps.filter(s => s.does === 'decide' && s.seq > step.seq))
    await setStep(tx, later.id, { state: 'waiting' })
  await recordDecision(context, again, 'undone', null)
  const values = {
    no: found.no,
    name: applicant.name,
    brief,
    approver: await signed(context, { ...one, found: again }),
  }
  const about = { key: `undone/${found.no}/${again.step}`, values }
  if (approved) {
    await kind.undone?.(context, found, applicant)
    await tellCopies(context, kindOf, found, applicant, 'filed_taken_back')
  }
  await push(applicant, approved ? 'undone_told' : 'undone_waits', about)
  const next = found.turn === null ? null : await tools.directory.byId(tx, found.turn)
  const asked = next ? [next, await askedInPlace(context, found, next)] : []
  for (const to of asked) if (to.id !== person.id) await push(to, 'undone_next', about)
  return returnTurn(context, kindOf, again, one)
}

/** He decides it himself, now or later; where it is not his any more, whose it is gets asked. */
async function returnTurn(
  context: Deciding,
  kindOf: KindOf,
  again: Application,
  { applicant, step }: Undoable,
): Promise<string> {
  const { tx, tools, person } = context
  const approver = (await tools.directory.byId(tx, step.person)) ?? person
  const to = await askedInPlace(context, again, approver)
  const values = { no: again.no, name: applicant.name }
  if (to.id === person.id || approver.id === person.id) {
    await watchWaiting(context, approver.id)
    return tools.text('undone_mine', values)
  }
  const added = tools.text('undone_by', { name: titleOf(person) })
  const about = { applicant, approver, steps: await stepsOf(tx, again.no), added }
  const asked = await askTurn(context, kindOf(again), again, about)
  return tools.text('undone_given', { ...values, approver: titleOf(asked) })
}

/** What somebody agreed to and can still take back, the newest first. */
export async function undoableLately(context: CareContext, kindOf: KindOf): Promise<Undoable[]> {
  const still = []
  for (const { no } of await decidedLately(context)) {
    const one = await undoable(context, kindOf, no)
    if (typeof one !== 'string') still.push(one)
  }
  return still
}

/** What I took my consent back from last, where it waits for me again; null = nothing. */
async function takenBackLately(
  { tx, person }: Pick<CareContext, 'tx' | 'person'>,
  waiting: readonly Application[],
): Promise<string | null> {
  const { decision } = tx.t
  const numbers = waiting.map(({ no }) => no)
  const said = inArray(decision.verdict, ['agreed', 'refused', 'undone'])
  const [last] = await tx.db
    .select({ no: decision.no, verdict: decision.verdict })
    .from(decision)
    .where(and(inArray(decision.no, numbers), eq(decision.person, person.id), said))
    .orderBy(desc(decision.at))
    .limit(1)
  return last?.verdict === 'undone' ? last.no : null
}

async function decidedLately({ tx, person, now }: Pick<Deciding, 'tx' | 'person'> & { now: number }) {
  const decided = await decidedBy(tx, person.id, now - BACK_MS)
  return decided.toReversed().slice(0, MOST)
}
