import { eq } from 'drizzle-orm'
import type { Concern } from '../../dialogue/event.ts'
import { fill } from '../../dialogue/format.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { Assessment } from '../../risk/assess.ts'
import type { EffectContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { askNext } from './call.ts'
import { SAFETY, type SafetyFile } from './policy.ts'
import { ONCE_IN } from './rules.ts'

/**
 * Despair was heard: the duty contact is told who, where and the telephone number, never the words; the person
 * gets the fixed reply at once, and hears that the contact knows once that is true.
 * @param key makes the push idempotent: the id of the message
 */
export async function raiseConcern(
  context: EffectContext,
  assessment: Pick<Assessment, 'level' | 'reasons'>,
  key: string,
): Promise<Concern> {
  const { tx, tools, person, now } = context
  const level = assessment.level === 'crisis' ? 'crisis' : 'high'
  const policy = tools.policy(SAFETY)
  const before = await concernOf(tx, person.id)
  await remember(context, before, level)
  const other = isAboutSomebodyElse(assessment.reasons, policy.others)
  const reply = (how: How, contact: Person | null): Concern => ({
    level,
    reply: replyFor(policy, how, contact, other),
  })

  const graver = before?.level === 'high' && level === 'crisis'
  const unreached = before !== null && before.told === null && before.lost !== null
  const fresh = !before || graver || unreached || now - (before.told ?? before.asked) > ONCE_IN
  if (!fresh) {
    const contact = before.contact ? await tools.directory.byId(tx, before.contact) : null
    return reply(contact ? (before.told === null ? 'waiting' : 'knows') : 'unreached', contact)
  }
  const asked = await askNext(context, person, [], key)
  // Who could not be reached a moment ago is asked again, but nobody is promised.
  if (unreached) return reply('unreached', null)
  return reply(asked ? 'asking' : 'alone', asked)
}

/** What is open about a person; null where nothing is. */
export async function concernOf(tx: Tx, lane: string) {
  const [row] = await tx.db.select().from(tx.t.concern).where(eq(tx.t.concern.lane, lane))
  return row ?? null
}

type How = 'asking' | 'waiting' | 'knows' | 'unreached' | 'alone'

/** The words that are true: nobody is said to know before the push has really reached him. */
function replyFor(policy: SafetyFile, how: How, contact: Person | null, other: boolean): string {
  if (!contact) return other ? policy.reply_other_alone : replyAlone(policy, how)
  const pronoun =
    contact.sex === '男' || contact.sex === '女' ? policy.pronouns[contact.sex] : policy.pronouns.other
  const duty = titleOf(contact)
  const who = fill(contact.roles.includes('handler') ? policy.stand_in : policy.on_duty, { duty })
  const values = { duty, who, pronoun, phone: contact.mobile ?? policy.no_phone }
  if (other) return fill(how === 'knows' ? policy.reply_other_again : policy.reply_other, values)
  if (how === 'knows') return fill(policy.reply_again, values)
  return fill(how === 'waiting' ? policy.reply_waiting : (policy.reply[0] ?? ''), values)
}

/** Nobody is on duty, or nobody on duty could be reached. */
function replyAlone(policy: SafetyFile, how: How): string {
  return how === 'unreached' ? policy.reply_unreached : policy.reply_alone
}

/** “同事说他不想活了”: every sign stands inside what is told of somebody else. */
function isAboutSomebodyElse(reasons: Assessment['reasons'], others: readonly string[]): boolean {
  const told = reasons.filter(r => others.includes(r.rule))
  return (
    told.length > 0 && reasons.every(r => told.some(o => o.span[0] <= r.span[0] && o.span[1] >= r.span[1]))
  )
}

/** A denial or a milder word never lowers what is open. */
async function remember(
  { tx, person, now }: EffectContext,
  before: Awaited<ReturnType<typeof concernOf>>,
  level: 'crisis' | 'high',
): Promise<void> {
  const { concern } = tx.t
  if (before) {
    const highest = before.level === 'crisis' ? 'crisis' : level
    const times = before.times + 1
    await tx.db.update(concern).set({ level: highest, times }).where(eq(concern.lane, person.id))
    return
  }
  await tx.db.insert(concern).values({
    lane: person.id,
    level,
    since: now,
    asked: now,
    contact: null,
    tried: [],
    told: null,
    lost: null,
    times: 1,
  })
}
