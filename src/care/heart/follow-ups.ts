import { and, asc, eq, isNull, lt } from 'drizzle-orm'
import { formatDate } from '../../dialogue/format.ts'
import { instantOf, localDate } from '../../kernel/clock.ts'
import { randomId } from '../../kernel/ids.ts'
import type { JobContext, Tools } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { nextMorning, nextRound } from './clock.ts'
import { readersOf } from './readers.ts'

/** Reminds of the talks and visits handlers have taken upon themselves. */
export const FOLLOW_UPS = 'heart.follow_ups'

/** 谈心谈话, 家访, or a telephone call. */
export const FOLLOW_UP_KINDS = ['talk', 'visit', 'call'] as const

type FollowUpRow = Tx['t']['caseFollowUp']['$inferSelect']

/** Those of a case, the soonest first. */
export function followUpsOf(tx: Tx, caseId: string): Promise<FollowUpRow[]> {
  const { caseFollowUp } = tx.t
  return tx.db
    .select()
    .from(caseFollowUp)
    .where(eq(caseFollowUp.caseId, caseId))
    .orderBy(asc(caseFollowUp.due))
}

/** Planned for a day that has no morning of reminders any more, it is reminded of so much later, ms. */
const SOON = 2 * 3_600_000

/** Looks at all of them when reminders next go out; and the same day at the new one, where that would be too late. */
export async function watchFollowUps(
  tx: Tx,
  tools: Tools,
  now: number,
  { id, due }: Pick<FollowUpRow, 'id' | 'due'>,
): Promise<void> {
  const round = nextRound(tools, now)
  await schedule(tx, FOLLOW_UPS, '', round)
  if (due >= localDate(round, tools.zone)) return
  const quiet = instantOf(`${localDate(now, tools.zone)}T${tools.policy(REMINDERS).quiet.from}`, tools.zone)
  const at = Math.min(now + SOON, quiet - 60_000)
  if (at > now) await schedule(tx, FOLLOW_UPS, id, at)
}

/**
 * On the last morning for reminders that is not after its day, and every one after it until it is done: number, kind
 * and day.
 * @param id one of them alone, or '' for all
 */
export async function remindFollowUps(context: JobContext, id: string): Promise<void> {
  const { tx, tools, now, today } = context
  const { caseFollowUp } = tx.t
  const isOpen = isNull(caseFollowUp.done)
  if (id !== '') {
    const [one] = await tx.db
      .select()
      .from(caseFollowUp)
      .where(and(isOpen, eq(caseFollowUp.id, id)))
    if (one) await remind(context, one)
    return
  }
  const [some] = await tx.db.select({ id: caseFollowUp.id }).from(caseFollowUp).where(isOpen).limit(1)
  if (!some) return
  const next = localDate(nextMorning(tools, now), tools.zone)
  const due = await tx.db
    .select()
    .from(caseFollowUp)
    .where(and(isOpen, lt(caseFollowUp.due, next)))
  for (const row of due) if (row.reminded !== today) await remind(context, row)
  await schedule(tx, FOLLOW_UPS, '', nextMorning(tools, now))
}

/** Where who took it upon himself cannot open the case any more, everybody who can is told. */
async function remind(context: JobContext, { id, caseId, kind, due, handler }: FollowUpRow): Promise<void> {
  const { tx, tools, today, push } = context
  const { caseFile, caseFollowUp } = tx.t
  const [file] = await tx.db.select({ no: caseFile.no }).from(caseFile).where(eq(caseFile.id, caseId))
  const readers = await readersOf(tx, tools.directory, caseId)
  const his = readers.filter(r => r.person.id === handler)
  const values = {
    no: file?.no ?? '',
    what: tools.text(`follow_up_${kind}`),
    date: formatDate(due, tools.words(), today),
  }
  const key = `follow/${randomId()}`
  for (const { person } of his.length > 0 ? his : readers)
    await push(person, due < today ? 'follow_up_due' : 'follow_up_soon', { key, values })
  await tx.db.update(caseFollowUp).set({ reminded: today }).where(eq(caseFollowUp.id, id))
}
