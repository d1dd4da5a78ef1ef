import { and, eq, inArray, isNull, lt } from 'drizzle-orm'
import { addDays } from '../../kernel/half-day.ts'
import type { JobContext } from '../../runtime/context.ts'
import { RETENTION } from '../../runtime/retention.ts'

const DAY = 24 * 3_600_000

/**
 * What goes without a word, since nobody deals with it any more: files and pieces of a story that were never handed
 * in, and who was invited to a health check that is long over.
 * @returns whether there may be more
 */
export async function clearLoose({ tx, tools, now, today }: JobContext, batch: number): Promise<boolean> {
  const { drafts_days: drafts, health_days: health } = tools.policy(RETENTION)
  const { attachment, piece, campaign, invitation } = tx.t
  const before = now - drafts * DAY
  const files = await tx.db
    .select({ id: attachment.id })
    .from(attachment)
    .where(and(isNull(attachment.no), lt(attachment.created, before)))
    .limit(batch)
  await tools.attachments.forget(
    tx,
    files.map(({ id }) => id),
  )
  const told = tx.db.select({ id: piece.id }).from(piece).where(lt(piece.created, before)).limit(batch)
  const pieces = await tx.db.delete(piece).where(inArray(piece.id, told)).returning({ id: piece.id })
  const [over] = await tx.db
    .select({ id: campaign.id })
    .from(campaign)
    .where(lt(campaign.to, addDays(today, -health)))
    .limit(1)
  let invited = 0
  if (over) {
    const old = tx.db
      .select({ id: invitation.id })
      .from(invitation)
      .where(eq(invitation.campaign, over.id))
      .limit(batch)
    const gone = await tx.db
      .delete(invitation)
      .where(inArray(invitation.id, old))
      .returning({ id: invitation.id })
    invited = gone.length
    if (invited < batch) await tx.db.delete(campaign).where(eq(campaign.id, over.id))
  }
  return over !== undefined || [files.length, pieces.length, invited].some(count => count >= batch)
}
