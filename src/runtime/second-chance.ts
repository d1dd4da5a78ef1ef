import { and, eq, lt, sql } from 'drizzle-orm'
import { Fault } from '../kernel/faults.ts'
import type { Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import { type Due, openRow } from './outbox.ts'

/**
 * What failed for good keeps its words, sealed, for a week, ms: time to mend the cause and try again. Then they go,
 * and the row stays as a number, a code and a time.
 */
export const KEPT = 7 * 24 * 3_600_000

/**
 * A given-up row of the outbox, due again as if it were new.
 * @returns the row to send; null for one of a bulk, which the bulk road claims by itself
 * @throws Fault NOT_FOUND; CONFLICT where it was not given up; WORDS_GONE where its words were wiped
 */
export async function dueAgain(tx: Tx, vault: Vault, seq: number, now: number): Promise<Due | null> {
  const { outbox, bulk } = tx.t
  const [row] = await tx.db.select().from(outbox).where(eq(outbox.seq, seq))
  if (!row) throw new Fault('NOT_FOUND')
  if (row.state !== 'gave_up') throw new Fault('CONFLICT')
  if (row.bulk !== null) {
    const open = await tx.db.select({ id: bulk.id }).from(bulk).where(eq(bulk.id, row.bulk))
    if (open.length === 0) throw new Fault('WORDS_GONE')
  } else if (row.payload === null) throw new Fault('WORDS_GONE')
  const fresh = { state: 'due', tries: 0, nextAt: now, fault: null }
  await tx.db.update(outbox).set(fresh).where(eq(outbox.seq, seq))
  return openRow(tx, vault, { ...row, ...fresh })
}

/**
 * A parked message, waiting for its turn again. Only while its conversation stands where it stood: a “好” of last
 * week must not answer today's question.
 * @returns the lane to wake
 * @throws Fault NOT_FOUND; CONFLICT where it is not parked; WORDS_GONE; MOVED_ON
 */
export async function waitingAgain(tx: Tx, seq: number, now: number): Promise<string> {
  const { inbox, dialogue } = tx.t
  const [row] = await tx.db.select().from(inbox).where(eq(inbox.seq, seq))
  if (!row) throw new Fault('NOT_FOUND')
  if (row.state !== 'parked') throw new Fault('CONFLICT')
  if (row.body === null) throw new Fault('WORDS_GONE')
  const [since] = await tx.db
    .select({ updated: dialogue.updated })
    .from(dialogue)
    .where(eq(dialogue.lane, row.lane))
  if (since && since.updated > row.nextAt) throw new Fault('MOVED_ON')
  const fresh = { state: 'waiting', tries: 0, nextAt: now, fault: null }
  await tx.db.update(inbox).set(fresh).where(eq(inbox.seq, seq))
  return row.lane
}

/** Wipes the words of what failed longer ago than they are kept. */
export async function wipeFailed(tx: Tx, now: number): Promise<void> {
  const { inbox, outbox } = tx.t
  // States written out and not bound, so that the partial indexes serve.
  await tx.db
    .update(outbox)
    .set({ payload: null })
    .where(
      and(sql`${outbox.state} = 'gave_up' and ${outbox.payload} is not null`, lt(outbox.nextAt, now - KEPT)),
    )
  await tx.db
    .update(inbox)
    .set({ body: null })
    .where(and(sql`${inbox.state} = 'parked' and ${inbox.body} is not null`, lt(inbox.nextAt, now - KEPT)))
}

/** Wipes them at once for one person: who has his data deleted leaves nothing of it behind. */
export async function wipeFailedOf(tx: Tx, lane: string): Promise<void> {
  const { inbox, outbox } = tx.t
  await tx.db
    .update(outbox)
    .set({ payload: null })
    .where(and(sql`${outbox.state} = 'gave_up' and ${outbox.payload} is not null`, eq(outbox.lane, lane)))
  await tx.db
    .update(inbox)
    .set({ body: null })
    .where(and(sql`${inbox.state} = 'parked' and ${inbox.body} is not null`, eq(inbox.lane, lane)))
}
