import { eq } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'

/** What somebody said of himself; nobody else writes it. */
export interface LeaveWishes {
  /** No more reminders of unused leave. */
  readonly quiet: boolean
  /** Has a child at school. */
  readonly school: boolean
}

export async function wishesOf(tx: Tx, person: string): Promise<LeaveWishes> {
  const { leaveWish } = tx.t
  const [row] = await tx.db.select().from(leaveWish).where(eq(leaveWish.person, person))
  return { quiet: row?.quiet ?? false, school: row?.school ?? false }
}

/** Writes down what changes. */
export async function setWishes(
  tx: Tx,
  person: string,
  change: Partial<LeaveWishes>,
  now: number,
): Promise<void> {
  const set = { ...(await wishesOf(tx, person)), ...change, at: now }
  await tx.db
    .insert(tx.t.leaveWish)
    .values({ person, ...set })
    .onConflictDoUpdate({ target: tx.t.leaveWish.person, set })
}
