import { and, asc, eq, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'
import { endedBy } from './rules.ts'

export type ExpiryRow = Tx['t']['expiry']['$inferSelect']

/** What was found finished waits from now on. */
export async function addWaiting(
  tx: Tx,
  kind: string,
  found: readonly { about: string; ended: string }[],
): Promise<void> {
  if (found.length === 0) return
  const rows = found.map(one => ({ kind, ...one, until: null, times: 0, reason: null, warned: null }))
  await tx.db.insert(tx.t.expiry).values(rows).onConflictDoNothing()
}

export async function dropWaiting(tx: Tx, kind: string, about: string): Promise<void> {
  const { expiry } = tx.t
  await tx.db.delete(expiry).where(and(eq(expiry.kind, kind), eq(expiry.about, about)))
}

/** Due by a day and not warned of yet; or warned of early enough to go. */
export async function dueBy(
  tx: Tx,
  kind: string,
  about: { date: string; days: number; warned: string | null },
  limit: number,
): Promise<ExpiryRow[]> {
  const { expiry } = tx.t
  return tx.db
    .select()
    .from(expiry)
    .where(
      and(
        eq(expiry.kind, kind),
        lte(expiry.ended, endedBy(about.date, about.days)),
        or(isNull(expiry.until), lte(expiry.until, about.date)),
        about.warned === null ? isNull(expiry.warned) : lte(expiry.warned, about.warned),
      ),
    )
    .orderBy(asc(expiry.ended), asc(expiry.about))
    .limit(limit)
}

export async function markWarned(tx: Tx, { kind, about }: ExpiryRow, today: string): Promise<void> {
  const { expiry } = tx.t
  await tx.db
    .update(expiry)
    .set({ warned: today })
    .where(and(eq(expiry.kind, kind), eq(expiry.about, about)))
}

/** Those that were warned of, soonest ended first: what somebody may still want to put off. */
export async function announced(tx: Tx, kind: string, limit: number): Promise<ExpiryRow[]> {
  const { expiry } = tx.t
  return tx.db
    .select()
    .from(expiry)
    .where(and(eq(expiry.kind, kind), isNotNull(expiry.warned)))
    .orderBy(asc(expiry.ended), asc(expiry.about))
    .limit(limit)
}

export async function waitingRow(tx: Tx, kind: string, about: string): Promise<ExpiryRow | null> {
  const { expiry } = tx.t
  const [row] = await tx.db
    .select()
    .from(expiry)
    .where(and(eq(expiry.kind, kind), eq(expiry.about, about)))
  return row ?? null
}

/** Kept until another day; before that its people are warned anew. */
export async function postpone(tx: Tx, row: ExpiryRow, until: string, reason: Uint8Array): Promise<void> {
  const { expiry } = tx.t
  await tx.db
    .update(expiry)
    .set({ until, reason, times: row.times + 1, warned: null })
    .where(and(eq(expiry.kind, row.kind), eq(expiry.about, row.about)))
}
