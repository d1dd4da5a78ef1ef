import { and, asc, eq, gte, isNull } from 'drizzle-orm'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Tx } from '../../storage/storage.ts'

export interface AwayRow {
  no: string
  person: string
  from: HalfDay
  to: HalfDay
  status: 'reported' | 'withdrawn'
  back: HalfDay | null
}

export async function insertAway(tx: Tx, row: Omit<AwayRow, 'back' | 'status'>): Promise<void> {
  await tx.db.insert(tx.t.away).values({ ...row, status: 'reported', back: null })
}

/** The same of a journey that a leave tells of: where the leave was agreed to before, it is told anew. */
export async function reportAway(tx: Tx, row: Omit<AwayRow, 'back' | 'status'>): Promise<void> {
  const { from, to } = row
  const anew = { status: 'reported', back: null, from, to }
  await tx.db
    .insert(tx.t.away)
    .values({ ...row, ...anew })
    .onConflictDoUpdate({ target: tx.t.away.no, set: anew })
}

export async function awayOf(tx: Tx, no: string): Promise<AwayRow | null> {
  const [row] = await tx.db.select().from(tx.t.away).where(eq(tx.t.away.no, no))
  return (row as AwayRow | undefined) ?? null
}

/** What somebody has reported and not come back from, that ends on a half-day or later; the soonest first. */
export async function openAway(tx: Tx, person: string, since: HalfDay): Promise<AwayRow[]> {
  const { away } = tx.t
  const rows = await tx.db
    .select()
    .from(away)
    .where(and(eq(away.person, person), eq(away.status, 'reported'), isNull(away.back), gte(away.to, since)))
    .orderBy(asc(away.from))
  return rows as AwayRow[]
}

export async function setAway(
  tx: Tx,
  no: string,
  to: Partial<Omit<AwayRow, 'no' | 'person'>>,
): Promise<void> {
  await tx.db.update(tx.t.away).set(to).where(eq(tx.t.away.no, no))
}
