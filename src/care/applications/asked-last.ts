import { desc, eq } from 'drizzle-orm'
import type { CareContext } from '../../runtime/context.ts'

/**
 * The number of the request that the last message to me was about, where the key of that message says so; null where
 * anything else was said to me since, and what I say now is about that.
 * @param key of such a push, with the number as its first group
 */
export async function askedLast({ tx, person }: CareContext, key: RegExp): Promise<string | null> {
  const { outbox } = tx.t
  const [row] = await tx.db
    .select({ key: outbox.key })
    .from(outbox)
    .where(eq(outbox.lane, person.id))
    .orderBy(desc(outbox.seq))
    .limit(1)
  return key.exec(row?.key ?? '')?.[1] ?? null
}
