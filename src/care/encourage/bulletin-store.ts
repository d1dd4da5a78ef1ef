import { desc, eq } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'
import type { Bulletin } from './rules.ts'

/** A bulletin as it was published. */
export interface Published {
  readonly id: string
  /** `YYYY-MM`. */
  readonly month: string
  /** Counts from 1 in each month. */
  readonly version: number
  readonly content: Bulletin
  /** person.id */
  readonly author: string
  /** ms UTC. */
  readonly at: number
}

/** Writes a bulletin down for good. The database refuses a second of the same month and version. */
export async function insertBulletin(tx: Tx, published: Published): Promise<void> {
  await tx.db.insert(tx.t.bulletin).values(published)
}

/** The number that the next bulletin of a month bears. */
export async function nextVersion(tx: Tx, month: string): Promise<number> {
  const { bulletin } = tx.t
  const [row] = await tx.db
    .select({ version: bulletin.version })
    .from(bulletin)
    .where(eq(bulletin.month, month))
    .orderBy(desc(bulletin.version))
    .limit(1)
  return (row?.version ?? 0) + 1
}

export async function bulletinById(tx: Tx, id: string): Promise<Published | null> {
  const [row] = await tx.db.select().from(tx.t.bulletin).where(eq(tx.t.bulletin.id, id))
  return (row as Published | undefined) ?? null
}

/** What was published, newest month and version first. */
export async function bulletins(tx: Tx, limit: number): Promise<Published[]> {
  const { bulletin } = tx.t
  const rows = await tx.db
    .select()
    .from(bulletin)
    .orderBy(desc(bulletin.month), desc(bulletin.version))
    .limit(limit)
  return rows as Published[]
}
