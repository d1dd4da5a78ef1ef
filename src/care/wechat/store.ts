import { createHash } from 'node:crypto'
import { and, asc, desc, eq, gt, inArray, lte } from 'drizzle-orm'
import { WECHAT } from '../../kernel/channel.ts'
import { Fault } from '../../kernel/faults.ts'
import { letterCode, sequence } from '../../kernel/ids.ts'
import { SENSITIVE, type Sensitive } from '../../kernel/sensitive.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Tx } from '../../storage/storage.ts'
import { rosterChanged } from '../people/store.ts'
import { ANSWERS_AN_HOUR, BROUGHT_AN_HOUR, CODE_LIFE, CODES_AN_HOUR, HOUR, oneMore } from './rules.ts'

/** A contact and whose it is. */
export interface Binding {
  readonly contact: string
  /** person.id. */
  readonly person: string
  /** ms UTC. */
  readonly at: number
}

/**
 * A new code for a person; the one before it is good no more.
 * @param by person.id of who made it, himself or HR
 * @throws Fault TOO_MANY_REQUESTS
 */
export async function makeCode(
  tx: Tx,
  person: string,
  by: string,
  now: number,
): Promise<{ code: string; until: number }> {
  const { bindCode } = tx.t
  const [before] = await tx.db.select().from(bindCode).where(eq(bindCode.person, person))
  const made = oneMore(before ? { count: before.made, since: before.since } : null, CODES_AN_HOUR, now)
  if (!made) throw new Fault('TOO_MANY_REQUESTS')
  const code = letterCode()
  const row = { hash: hashOf(code), until: now + CODE_LIFE, made: made.count, since: made.since }
  await tx.db
    .insert(bindCode)
    .values({ person, ...row })
    .onConflictDoUpdate({ target: bindCode.person, set: row })
  await writeAudit(tx, { actor: by, action: 'wechat.code', about: person }, now)
  return { code, until: row.until }
}

/** Whose code this is, while it is good; it is used up by the question. @returns person.id, or null */
export async function redeem(tx: Tx, code: string, now: number): Promise<string | null> {
  const { bindCode } = tx.t
  const [found] = await tx.db
    .update(bindCode)
    .set({ until: 0 })
    .where(and(eq(bindCode.hash, hashOf(code)), gt(bindCode.until, now)))
    .returning({ person: bindCode.person })
  return found?.person ?? null
}

/** A contact becomes a person's; what either had before is bound no more. */
export async function bind(tx: Tx, { contact, person, at }: Binding): Promise<void> {
  const { binding } = tx.t
  await tx.db.delete(binding).where(and(eq(binding.channel, WECHAT), eq(binding.person, person)))
  const row = { channel: WECHAT, contact, person, at }
  await tx.db
    .insert(binding)
    .values(row)
    .onConflictDoUpdate({ target: [binding.channel, binding.contact], set: { person, at } })
  await forgetTries(tx, contact)
  await rosterChanged(tx)
  await writeAudit(tx, { actor: person, action: 'wechat.bound', about: person }, at)
}

/**
 * Unbinds what is a person's now, or one binding alone: nothing where it is not his any more.
 * @returns the contact that was his, or null where none was
 */
export async function unbind(
  tx: Tx,
  { person, ...only }: Pick<Binding, 'person'> & Partial<Binding>,
  by: string,
  now: number,
): Promise<string | null> {
  const { binding } = tx.t
  const [gone] = await tx.db
    .delete(binding)
    .where(
      and(
        eq(binding.channel, WECHAT),
        eq(binding.person, person),
        only.contact === undefined ? undefined : eq(binding.contact, only.contact),
        only.at === undefined ? undefined : eq(binding.at, only.at),
      ),
    )
    .returning({ contact: binding.contact })
  if (!gone) return null
  await rosterChanged(tx)
  await writeAudit(tx, { actor: by, action: 'wechat.unbound', about: person }, now)
  return gone.contact
}

/** A person's code is good no more; how many he was given in the hour stays. */
export async function endCode(tx: Tx, person: string): Promise<void> {
  const { bindCode } = tx.t
  await tx.db.update(bindCode).set({ until: 0 }).where(eq(bindCode.person, person))
}

export async function bindingOf(tx: Tx, person: string): Promise<Binding | null> {
  const { binding } = tx.t
  const [row] = await tx.db
    .select()
    .from(binding)
    .where(and(eq(binding.channel, WECHAT), eq(binding.person, person)))
  return row ?? null
}

/** Every contact that is somebody's, the oldest first. */
export async function allBindings(tx: Tx): Promise<Binding[]> {
  const { binding } = tx.t
  return tx.db.select().from(binding).where(eq(binding.channel, WECHAT)).orderBy(asc(binding.at))
}

/** Counts an answer to an unbound contact. False when it has had too many: then nothing is answered. */
export async function mayAnswer(tx: Tx, contact: string, now: number): Promise<boolean> {
  return count(tx, contact, ANSWERS_AN_HOUR, now)
}

/**
 * Counts a code that an unbound contact brings. They have a limit of their own, so that whoever has chatted too much
 * is still bound by the right one. False when there were too many: then not even a right one is looked at.
 */
export async function mayBring(tx: Tx, contact: string, now: number): Promise<boolean> {
  return count(tx, broughtBy(contact), BROUGHT_AN_HOUR, now)
}

async function count(tx: Tx, contact: string, most: number, now: number): Promise<boolean> {
  const { bindTry } = tx.t
  await tx.db.delete(bindTry).where(lte(bindTry.since, now - HOUR))
  const [before] = await tx.db.select().from(bindTry).where(eq(bindTry.contact, contact))
  const tries = oneMore(before ? { count: before.tries, since: before.since } : null, most, now)
  if (!tries) return false
  const row = { tries: tries.count, since: tries.since }
  await tx.db
    .insert(bindTry)
    .values({ contact, ...row })
    .onConflictDoUpdate({ target: bindTry.contact, set: row })
  return true
}

async function forgetTries(tx: Tx, contact: string): Promise<void> {
  const { bindTry } = tx.t
  await tx.db.delete(bindTry).where(inArray(bindTry.contact, [contact, broughtBy(contact)]))
}

function broughtBy(contact: string): string {
  return `code ${contact}`
}

/** What was decided about one topic. */
export interface Decision {
  readonly topic: Sensitive
  readonly allowed: boolean
  readonly why: string
  /** person.id. */
  readonly author: string
  readonly at: number
}

/** Every decision, the newest first. */
export async function decisions(tx: Tx): Promise<Decision[]> {
  const { permit } = tx.t
  const rows = await tx.db.select().from(permit).where(eq(permit.channel, WECHAT)).orderBy(desc(permit.seq))
  return rows.map(row => ({ ...row, topic: row.topic as Sensitive }))
}

/** Topics that must not be spoken of on WeChat: all, but for those whose last decision allows them. */
export async function forbidden(tx: Tx): Promise<ReadonlySet<Sensitive>> {
  const all = await decisions(tx)
  return new Set(SENSITIVE.filter(topic => !all.find(one => one.topic === topic)?.allowed))
}

/** The administrator decides, with a reason; the log says who and when. */
export async function decide(tx: Tx, { topic, allowed, why, author, at }: Decision): Promise<void> {
  await tx.db
    .insert(tx.t.permit)
    .values({ seq: sequence(at), channel: WECHAT, topic, allowed, why, author, at })
  await rosterChanged(tx)
  await writeAudit(
    tx,
    { actor: author, action: allowed ? 'wechat.allowed' : 'wechat.forbidden', about: topic },
    at,
  )
}

function hashOf(code: string): string {
  return createHash('sha256').update(`xinqiao bind ${code}`).digest('hex')
}
