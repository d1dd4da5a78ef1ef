import { eq, lt, ne } from 'drizzle-orm'
import type { CareContext } from '../../runtime/context.ts'
import type { Job } from '../../runtime/declare.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'

export type TalkRow = Tx['t']['talkTime']['$inferSelect']

type Around = Pick<CareContext, 'tx' | 'tools'>

/** What is over is forgotten: when, and for which case, somebody was met. */
export const TALKS_OVER = 'heart.talks_over'

const DAY = 86_400_000

/** Where a talk is, as its handler wrote it: his own words, so they are sealed. */
export function sealPlace(
  { tx, tools }: Around,
  { id, handler, place }: Pick<TalkRow, 'id' | 'handler' | 'place'>,
): Promise<Uint8Array> {
  return tools.vault.seal(tx, handler, `talk_time.place:${id}`, place)
}

export async function placeOf({ tx, tools }: Around, { id, place, placeSealed }: TalkRow): Promise<string> {
  return placeSealed ? tools.vault.openText(tx, `talk_time.place:${id}`, placeSealed) : place
}

/**
 * Deletes the talks that are over since a day; nothing reads them any more. Seals the places that a version before
 * this one has left in plain.
 */
export const talksOver: Job = async context => {
  const { tx, now } = context
  const { talkTime } = tx.t
  await tx.db.delete(talkTime).where(lt(talkTime.at, now - DAY))
  for (const row of await tx.db.select().from(talkTime).where(ne(talkTime.place, ''))) {
    const placeSealed = await sealPlace(context, row)
    await tx.db.update(talkTime).set({ place: '', placeSealed }).where(eq(talkTime.id, row.id))
  }
  await schedule(tx, TALKS_OVER, '', now + DAY)
}
