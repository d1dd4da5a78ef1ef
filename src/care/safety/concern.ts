import { eq } from 'drizzle-orm'
import type { Concern } from '../../dialogue/event.ts'
import { fill } from '../../dialogue/format.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { Assessment } from '../../risk/assess.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { dutyOf } from '../people/duty.ts'
import { SAFETY, type SafetyFile } from './policy.ts'

/** Within this time the duty contact is not told twice about the same person, ms; unless it gets graver. */
const ONCE_IN = 3_600_000

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
  const duty = await dutyOf(tx, tools.directory, person)
  const before = await openConcern(context)
  const graver = before?.level === 'high' && level === 'crisis'
  const fresh = !before || graver || now - before.told > ONCE_IN
  await remember(context, before, level, fresh)
  if (duty && fresh) await tellDuty(context, duty, key)
  const other = isAboutSomebodyElse(assessment.reasons, policy.others)
  return { level, reply: replyFor(policy, duty, { fresh, other }) }
}

function replyFor(
  policy: SafetyFile,
  duty: Person | null,
  about: { fresh: boolean; other: boolean },
): string {
  if (!duty) return policy.reply_alone
  const pronoun = duty.sex === '男' || duty.sex === '女' ? policy.pronouns[duty.sex] : policy.pronouns.other
  const values = { duty: titleOf(duty), pronoun, phone: duty.mobile ?? '' }
  if (about.other) return fill(policy.reply_other, values)
  return fill(about.fresh ? (policy.reply[0] ?? '') : policy.reply_again, values)
}

/** “同事说他不想活了”: every sign stands inside what is told of somebody else. */
function isAboutSomebodyElse(reasons: Assessment['reasons'], others: readonly string[]): boolean {
  const told = reasons.filter(r => others.includes(r.rule))
  return (
    told.length > 0 && reasons.every(r => told.some(o => o.span[0] <= r.span[0] && o.span[1] >= r.span[1]))
  )
}

async function tellDuty(context: EffectContext, duty: Person, key: string): Promise<void> {
  const { tx, now, person, push } = context
  await writeAudit(tx, { actor: 'system', action: 'duty.called', about: person.id }, now)
  await push(duty, 'duty_call', {
    key: `duty/${key}`,
    values: { name: person.name, unit: person.unit, phone: person.mobile ?? '' },
    onSent: {
      lane: person.id,
      notice: 'duty_told',
      values: { duty: titleOf(duty), phone: duty.mobile ?? '' },
    },
  })
}

async function openConcern({ tx, person }: EffectContext) {
  const [row] = await tx.db.select().from(tx.t.concern).where(eq(tx.t.concern.lane, person.id))
  return row ?? null
}

async function remember(
  { tx, person, now }: EffectContext,
  before: Awaited<ReturnType<typeof openConcern>>,
  level: 'crisis' | 'high',
  told: boolean,
): Promise<void> {
  const { concern } = tx.t
  if (!before) {
    await tx.db.insert(concern).values({ lane: person.id, level, since: now, told: now, times: 1 })
    return
  }
  // A denial or a milder word never lowers what is open.
  const highest = before.level === 'crisis' ? 'crisis' : level
  await tx.db
    .update(concern)
    .set({ level: highest, times: before.times + 1, ...(told ? { told: now } : {}) })
    .where(eq(concern.lane, person.id))
}
