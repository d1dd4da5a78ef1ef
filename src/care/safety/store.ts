import { eq } from 'drizzle-orm'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Heard } from './heard.ts'

/** Somebody about whom a human must be told; only a human closes it. */
export type ConcernRow = Tx['t']['concern']['$inferSelect']

/** What is open about a person; null where nothing is. */
export async function concernOf(tx: Tx, lane: string): Promise<ConcernRow | null> {
  const [row] = await tx.db.select().from(tx.t.concern).where(eq(tx.t.concern.lane, lane))
  return row ?? null
}

export async function changeConcern(tx: Tx, lane: string, to: Partial<ConcernRow>): Promise<void> {
  await tx.db.update(tx.t.concern).set(to).where(eq(tx.t.concern.lane, lane))
}

/** A human has made sure that somebody is with this person; the next word of despair opens it anew. */
export async function dropConcern(tx: Tx, lane: string): Promise<void> {
  await tx.db.delete(tx.t.concern).where(eq(tx.t.concern.lane, lane))
}

/** Of whom despair was heard: sealed, since it may name a mother or a colleague. */
export function sealHeard(tx: Tx, tools: Tools, lane: string, heard: readonly Heard[]): Promise<Uint8Array> {
  return tools.vault.sealJson(tx, lane, `concern.whom:${lane}`, heard)
}

export function openHeard(tx: Tx, tools: Tools, row: Pick<ConcernRow, 'lane' | 'whom'>): Promise<Heard[]> {
  return tools.vault.openJson<Heard[]>(tx, `concern.whom:${row.lane}`, row.whom)
}
