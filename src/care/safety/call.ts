import { eq } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { EffectContext, JobContext } from '../../runtime/context.ts'
import type { Job } from '../../runtime/declare.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'
import { dutiesOf } from '../people/duty.ts'
import { SAFETY } from './policy.ts'
import { ONCE_IN, WAIT } from './rules.ts'

/** Names of the jobs that follow a call. */
export const WENT = 'safety.call_went'
export const WATCH = 'safety.call_watch'

type Context = Pick<EffectContext & JobContext, 'tx' | 'tools' | 'now' | 'push' | 'alarm' | 'later'>

/**
 * Calls the next contact who was not called yet: who it is, where, and the telephone number, never the words.
 * @param tried ids of those called before
 * @param key makes the push idempotent
 * @returns who is called; null when there is nobody left: then an alert is open
 */
export async function askNext(
  context: Context,
  person: Person,
  tried: readonly string[],
  key: string,
): Promise<Person | null> {
  const { tx, tools, now, push, alarm, later } = context
  const { concern } = tx.t
  const duties = await dutiesOf(tx, tools.directory, person)
  const others = await standIns(tx, tools.directory)
  const next = [...duties, ...others].find(c => c.id !== person.id && !tried.includes(c.id))
  if (tried.length > 0 || duties.length === 0) await alarm(tx, 'duty_not_reached', person.id, now)
  if (!next) {
    await tx.db.update(concern).set({ lost: now, contact: null }).where(eq(concern.lane, person.id))
    return null
  }
  const called = [...tried, next.id]
  await tx.db
    .update(concern)
    .set({ asked: now, contact: next.id, tried: called, told: null })
    .where(eq(concern.lane, person.id))
  await writeAudit(tx, { actor: 'system', action: 'duty.called', about: person.id }, now)
  const phone = next.mobile ?? tools.policy(SAFETY).no_phone
  await push(next, 'duty_call', {
    key: `duty/${key}`,
    values: {
      name: person.name,
      unit: person.unit,
      phone: person.mobile ?? tools.policy(SAFETY).no_phone,
    },
    ring: 'duty_ring',
    onSent: { lane: person.id, notice: 'duty_told', values: { duty: titleOf(next), phone } },
    fate: { job: WENT, about: `${person.id} ${next.id}` },
  })
  await later(WATCH, `${person.id} ${next.id}`, now + WAIT)
  return next
}

/** It is known how a call went: `sent <person> <contact>`, `gave_up <person> <contact>`. */
export const callWent: Job = async (context, about) => {
  const [how, lane = '', contact = ''] = about.split(' ')
  if (how !== 'sent') return moveOn(context, lane, contact)
  const { tx, now } = context
  await tx.db.update(tx.t.concern).set({ told: now, contact, lost: null }).where(eq(tx.t.concern.lane, lane))
}

/** A call has had its time: `<person> <contact>`. */
export const callWatch: Job = async (context, about) => {
  const [lane = '', contact = ''] = about.split(' ')
  await moveOn(context, lane, contact)
}

/** The next one is called, unless somebody knows, or somebody else is being called already. */
async function moveOn(context: JobContext, lane: string, contact: string): Promise<void> {
  const { tx, tools, now, tell } = context
  const [open] = await tx.db.select().from(tx.t.concern).where(eq(tx.t.concern.lane, lane))
  if (!open || open.told !== null || open.contact !== contact) return
  const person = await tools.directory.byId(tx, lane)
  if (!person || (await askNext(context, person, open.tried, randomId()))) return
  const saidLately = open.lost !== null && now - open.lost <= ONCE_IN
  if (!saidLately)
    await tell(lane, { type: 'told', notice: 'duty_unreached', values: {} }, `unreached:${lane}:${now}`)
}

/** Who stands in where no duty contact can be reached: whoever is on duty elsewhere, then who reads cases. */
async function standIns(tx: Tx, directory: Directory): Promise<Person[]> {
  const people = [...(await directory.withRole(tx, 'duty')), ...(await directory.withRole(tx, 'handler'))]
  return [...new Map(people.map(p => [p.id, p])).values()]
}
