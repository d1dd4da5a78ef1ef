import { randomId } from '../../kernel/ids.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { EffectContext, JobContext, Tools } from '../../runtime/context.ts'
import type { Job } from '../../runtime/declare.ts'
import type { Tx } from '../../storage/storage.ts'
import { dutiesOf, standIns } from '../people/duty.ts'
import type { Heard } from './heard.ts'
import { keepsWords } from './keeps-words.ts'
import { keptFrom } from './kept-from.ts'
import { SAFETY } from './policy.ts'
import { ONCE_IN, STILL_NOBODY_EVERY, untilNextRound, WAIT } from './rules.ts'
import { type ConcernRow, changeConcern, concernOf, openHeard } from './store.ts'
import type { Whom } from './whom.ts'
import { type More, wordsFor } from './words-for.ts'

/** Names of the jobs that follow a call. */
export const WENT = 'safety.call_went'
export const WATCH = 'safety.call_watch'
export const ROUND = 'safety.call_round'
export const STILL_NOBODY = 'safety.still_nobody'

export type CallContext = Pick<
  EffectContext & JobContext,
  'tx' | 'tools' | 'now' | 'push' | 'alarm' | 'later'
>

interface CallAbout {
  /** Makes the push idempotent; none where nobody has said anything, and only time calls him. */
  key?: string
  /** What was heard just now, where that is why somebody is called. */
  fresh?: readonly Whom[]
  /** That is of nobody new. */
  more?: More | null
  /** Called before anybody else: who has said already that he sees to this person. */
  first?: string | null
}

/**
 * Calls the next contact who was not called yet: who it is, where, and the telephone number, never the words.
 * @returns who is called; null when there is nobody left
 */
export async function askNext(
  context: CallContext,
  person: Person,
  about: CallAbout,
): Promise<Person | null> {
  const { tx, tools, now, alarm, later } = context
  const open = await concernOf(tx, person.id)
  if (!open) return null
  const duties = await dutiesOf(tx, tools.directory, person)
  const others = await standIns(tx, tools.directory)
  const first = about.first ? await tools.directory.byId(tx, about.first) : null
  const heard = await openHeard(tx, tools, open)
  const named = new Set(heard.flatMap(one => one.named ?? []))
  const everybody = [...(first ? [first] : []), ...duties, ...others]
  const never = await keptFrom(tx, tools, heard, everybody)
  // Of whom it may be, he is called only where nobody else is left.
  const line = everybody.filter(c => c.id !== person.id && !open.tried.includes(c.id) && !never.has(c.id))
  const next = line.find(c => !named.has(c.id)) ?? line[0]
  if (open.tried.length > 0 || duties.length === 0 || !next)
    await alarm(tx, open.told === null ? 'duty_not_reached' : 'duty_not_confirmed', person.id, now)
  if (!next) {
    await changeConcern(tx, person.id, { lost: now, contact: null })
    await later(ROUND, person.id, now + untilNextRound(open.rounds))
    if (open.rounds === 0) await later(STILL_NOBODY, person.id, now + STILL_NOBODY_EVERY)
    return null
  }
  await call(context, person, open, next, about)
  return next
}

/** Calls one contact, and waits for him to say that he sees to it. */
export async function call(
  { tx, tools, now, push, later }: CallContext,
  person: Person,
  open: ConcernRow,
  next: Person,
  { key, fresh, more }: CallAbout,
): Promise<void> {
  const heard = await openHeard(tx, tools, open)
  await changeConcern(tx, person.id, {
    asked: now,
    contact: next.id,
    tried: [...new Set([...open.tried, next.id])],
    called: [...new Set([...open.called, next.id])],
  })
  await writeAudit(tx, { actor: 'system', action: 'duty.called', about: person.id }, now)
  const { no_phone } = tools.policy(SAFETY)
  const again = open.called.includes(next.id)
  // Round after round the person hears of each name once.
  const once = key === undefined || !again ? { once: `duty/${open.no}/${next.id}` } : {}
  await push(next, wordsFor(heard, fresh ?? [], again, more), {
    key: `duty/${key ?? randomId()}`,
    values: { name: person.name, unit: person.unit, phone: person.mobile ?? no_phone, no: open.no },
    ring: 'duty_ring',
    onSent: {
      lane: person.id,
      ...once,
      ...(await toldOf(tx, tools, { open, heard, next, more: again && more ? more : null })),
    },
    fate: { job: WENT, about: `${person.id} ${next.id}` },
  })
  await later(WATCH, `${person.id} ${next.id}`, now + WAIT)
}

/** What the person hears once a contact knows: who it is, and who called him where that was a reader of his case. */
async function toldOf(
  tx: Tx,
  tools: Tools,
  { open, heard, next, more }: { open: ConcernRow; heard: readonly Heard[]; next: Person; more: More | null },
) {
  const values = { duty: titleOf(next), phone: next.mobile ?? tools.policy(SAFETY).no_phone }
  const raised = heard.at(-1)?.raised
  // He knew before, and knows more now.
  if (!raised && more) return { notice: 'duty_told_more', values }
  if (!raised) {
    // Said with the first of them.
    const says = open.called.length === 0 && (await keepsWords(tx, tools, open.lane))
    return { notice: 'duty_told', values: { ...values, kept: says ? tools.text('duty_words_kept') : '' } }
  }
  const reader = await tools.directory.byId(tx, raised.by)
  const by = reader ? titleOf(reader) : tools.text('somebody')
  return { notice: raised.hidden ? 'duty_told_hidden' : 'duty_told_read', values: { ...values, by } }
}

/** It is known how a call went: `sent <person> <contact>`, `gave_up <person> <contact>`. */
export const callWent: Job = async (context, about) => {
  const [how, lane = '', contact = ''] = about.split(' ')
  const { tx, now } = context
  const open = await concernOf(tx, lane)
  if (!open) return
  if (how === 'sent')
    await changeConcern(tx, lane, {
      told: now,
      knows: contact,
      contact: open.contact ?? contact,
      lost: null,
    })
  else if (open.contact === contact && open.taker === null) await moveOn(context, open)
}

/** A call has had its time, and nobody has said that he sees to it: `<person> <contact>`. */
export const callWatch: Job = async (context, about) => {
  const [lane = '', contact = ''] = about.split(' ')
  const open = await concernOf(context.tx, lane)
  if (!open || open.taker !== null || open.contact !== contact || context.now - open.asked < WAIT) return
  await moveOn(context, open)
}

/** Everybody was called, and nobody has said that he sees to it: once more from the first one on. */
export const callRound: Job = async (context, lane) => {
  const { tx, tools } = context
  const open = await concernOf(tx, lane)
  const person = await tools.directory.byId(tx, lane)
  if (!open || !person || open.taker !== null || open.contact !== null) return
  await changeConcern(tx, lane, { tried: [], rounds: open.rounds + 1 })
  await askNext(context, person, {})
}

/** The next one is called; where there is none the person hears that, once; then every few hours. */
export async function moveOn(context: JobContext, open: ConcernRow): Promise<void> {
  const { tx, tools, now } = context
  const { lane, lost, rounds } = open
  const person = await tools.directory.byId(tx, lane)
  if (!person || (await askNext(context, person, {}))) return
  const saidLately = lost !== null && now - lost <= ONCE_IN
  if (saidLately || rounds > 0) return
  await tellNobody(context, open)
}

/** Hours have gone by, and still nobody has said that he sees to it: the person hears that, once more. */
export const stillNobody: Job = async (context, lane) => {
  const open = await concernOf(context.tx, lane)
  if (!open) return
  if (open.taker === null) await tellNobody(context, open)
  await context.later(STILL_NOBODY, lane, context.now + STILL_NOBODY_EVERY)
}

function tellNobody({ tell, now }: JobContext, { lane, told }: ConcernRow): Promise<void> {
  const notice = told === null ? 'duty_unreached' : 'duty_unconfirmed'
  return tell(lane, { type: 'told', notice, values: {} }, `unreached:${lane}:${now}`)
}
