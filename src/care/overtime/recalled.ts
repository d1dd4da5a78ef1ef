import { and, gte, inArray, lte } from 'drizzle-orm'
import { halfDay } from '../../kernel/half-day.ts'
import type { Tx } from '../../storage/storage.ts'

/**
 * Who of some people was called back to work from leave on a day: that day was returned to him, so its work is no
 * overtime as well.
 * @param people person ids
 */
export async function recalledAmong(tx: Tx, people: readonly string[], date: string): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const { recall } = tx.t
  const rows = await tx.db
    .select({ person: recall.person })
    .from(recall)
    .where(
      and(
        inArray(recall.person, [...people]),
        lte(recall.from, halfDay(date, 'p')),
        gte(recall.to, halfDay(date, 'a')),
      ),
    )
  return new Set(rows.map(({ person }) => person))
}
