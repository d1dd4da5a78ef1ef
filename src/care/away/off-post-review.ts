import { formatDate } from '../../dialogue/format.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { type OffPost, offPostById } from './off-post-store.ts'
import { AWAY } from './policy.ts'

/** Reminds HR of the medical review of somebody who is off post. */
const REVIEW = 'away.off_post_review'

/** Sets the reminder of a review, or moves it. */
export async function watchReview(
  moment: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  { id, review }: Pick<OffPost, 'id' | 'review'>,
): Promise<void> {
  const day = remindedOn(moment, review)
  await lookAt(moment, id, day > moment.today ? day : addDays(moment.today, 1))
}

export const offPostJobs = {
  /** Before the review HR is reminded of it, and once more where it has passed and no other date was set. */
  async [REVIEW](context: JobContext, id: string): Promise<void> {
    const { tx, tools, today, push } = context
    const row = await offPostById(tx, id)
    const person = row && (await tools.directory.byId(tx, row.person))
    if (!row || row.back !== null || !person) return
    if (today < remindedOn(context, row.review)) return watchReview(context, row)
    const over = today > row.review
    const notice = over ? 'off_post_review_over' : 'off_post_review'
    const values = { name: person.name, date: formatDate(row.review, tools.words(), today) }
    for (const hr of await tools.directory.withRole(tx, 'hr'))
      if (hr.id !== person.id)
        await push(hr, notice, { key: `off_post/${over ? 'over' : 'review'}/${id}/${row.review}`, values })
    if (!over) await lookAt(context, id, addDays(row.review, 1))
  },
}

function remindedOn({ tools }: Pick<CareContext, 'tools'>, review: string): string {
  return addDays(review, -tools.policy(AWAY).off_post.remind_days)
}

async function lookAt(
  { tx, tools }: Pick<CareContext, 'tx' | 'tools'>,
  id: string,
  day: string,
): Promise<void> {
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${day}T00:00`)
  if (at) await schedule(tx, REVIEW, id, instantOf(at, tools.zone))
}
