import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { CareContext, JobContext, Tools } from '../../runtime/context.ts'
import { errand, type Job } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Does } from './answer-words.ts'
import { call, moveOn } from './call.ts'
import { SAFETY } from './policy.ts'
import { ASK_AFTER, ASKED_AT_MOST, WAIT } from './rules.ts'
import { type ConcernRow, changeConcern, concernOf, dropConcern } from './store.ts'

/** Names of what follows an answer. */
export const ANSWERED = 'safety.answered'
export const STILL = 'safety.still'

/**
 * Writes down what a contact has said, in chat or on the page. Saying it twice changes nothing.
 * @param to person.id of whom it is passed to
 * @param soon does the errand `ANSWERED` once this is durable: the person is told, or the next one called
 * @returns false where it was so already
 */
export async function writeAnswer(
  tx: Tx,
  open: ConcernRow,
  answer: { actor: string; does: Does; to?: string; now: number },
  soon: (about: string) => Promise<void>,
): Promise<boolean> {
  const { actor, does, to = '', now } = answer
  const { lane } = open
  if (does === 'taken' && open.taker === actor) return false
  if (does === 'reached' && open.taker === actor && open.reached !== null) return false
  if (does === 'closed') await dropConcern(tx, lane)
  // Who answers on the page without having been called is asked in the chat from now on, and answers there.
  else if (!open.called.includes(actor)) await changeConcern(tx, lane, { called: [...open.called, actor] })
  if (does === 'taken') await changeConcern(tx, lane, { taker: actor, reached: null })
  if (does === 'reached') await changeConcern(tx, lane, { taker: actor, reached: now })
  // Until somebody else says that he sees to it, nobody does.
  if (does === 'unreached' && (open.taker ?? actor) === actor)
    await changeConcern(tx, lane, { taker: null, reached: null })
  await writeAudit(tx, { actor, action: `duty.${does}`, about: lane }, now)
  if (does !== 'closed') await soon([lane, actor, does, to, now].join(' '))
  return true
}

/** `<person> <contact> <does> <to> <when>` */
export const answered = errand<null>({
  prepare: async () => null,
  async finish(context, about) {
    const [lane = '', actor = '', does, to = '', at = ''] = about.split(' ')
    const { tx, tools, now, later, tell } = context
    const open = await concernOf(tx, lane)
    const contact = await tools.directory.byId(tx, actor)
    const person = await tools.directory.byId(tx, lane)
    if (!open || !contact || !person) return
    const tellPerson = (notice: string) =>
      tell(lane, { type: 'told', notice, values: valuesOf(tools, contact) }, `duty:${does}:${lane}:${at}`)
    switch (does) {
      case 'taken':
        await tellPerson('duty_taken')
        return later(STILL, `${lane} ${actor} 1`, now + ASK_AFTER)
      case 'reached':
        return tellPerson('duty_reached')
      case 'unreached':
        // Somebody else has it: then nothing has changed for the person.
        if (open.taker !== null) return
        await tellPerson('duty_unanswered')
        return nextAtOnce(context, open, actor)
      case 'passed': {
        const next = await tools.directory.byId(tx, to)
        if (next) await call(context, person, open, next, { key: `passed/${lane}/${to}/${at}` })
      }
    }
  },
})

/** Whoever is being called meanwhile is waited for as before; where everybody was, they are called anew. */
async function nextAtOnce(context: JobContext, open: ConcernRow, actor: string): Promise<void> {
  const { tx, now } = context
  const waitsFor = open.contact !== null && open.contact !== actor && now - open.asked < WAIT
  if (waitsFor) return
  if (open.contact === null) await changeConcern(tx, open.lane, { tried: [actor] })
  await moveOn(context, open)
}

/** Somebody said that he sees to it, and has said no more since: `<person> <contact> <times asked>`. */
export const askWhetherReached: Job = async (context, about) => {
  const { tx, tools, now, push, later } = context
  const [lane = '', actor = '', times = ''] = about.split(' ')
  const open = await concernOf(tx, lane)
  const person = await tools.directory.byId(tx, lane)
  const contact = await tools.directory.byId(tx, actor)
  if (!open || !person || !contact || open.taker !== actor || open.reached !== null) return
  if (Number(times) > ASKED_AT_MOST) {
    await changeConcern(tx, lane, { taker: null, contact: actor })
    return moveOn(context, { ...open, taker: null, contact: actor })
  }
  await push(contact, 'duty_still', {
    key: `duty/still/${lane}/${now}`,
    values: aboutOf(tools, person, open),
  })
  await later(STILL, `${lane} ${actor} ${Number(times) + 1}`, now + ASK_AFTER)
}

/** The people in danger somebody was called about, the oldest first; never himself. */
export async function calledAbout({ tx, person }: Pick<CareContext, 'tx' | 'person'>): Promise<ConcernRow[]> {
  const rows = await tx.db.select().from(tx.t.concern).orderBy(tx.t.concern.since)
  return rows.filter(row => row.lane !== person.id && row.called.includes(person.id))
}

/** What a notice to a contact says of the person he was called about. */
export function aboutOf(tools: Tools, person: Person, { no }: ConcernRow) {
  return { name: person.name, phone: person.mobile ?? tools.policy(SAFETY).no_phone, no }
}

function valuesOf(tools: Tools, contact: Person) {
  return { duty: titleOf(contact), phone: contact.mobile ?? tools.policy(SAFETY).no_phone }
}
