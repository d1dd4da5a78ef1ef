import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Message, ReplyRoute } from '../kernel/channel.ts'
import { sequence } from '../kernel/ids.ts'
import { statement, type Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'

const p = sql.placeholder

/** Something to be sent to one person. */
export interface OutboxRow {
  /** Made from content: a replay finds the first. */
  key: string
  lane: string
  channel: string
  contact: string
  message: Message
  reply: ReplyRoute | null
  onSent: { lane: string; notice: string; values: Record<string, string> } | null
}

/** A row on its way out. */
export interface Due extends OutboxRow {
  seq: number
  tries: number
  created: number
}

interface Payload {
  message: Message
  reply: ReplyRoute | null
}

const insert = statement<{
  seq: number
  key: string
  lane: string
  channel: string
  contact: string
  payload: Uint8Array
  onSent: OutboxRow['onSent']
  at: number
}>()('outbox.insert', (db, t) =>
  db
    .insert(t.outbox)
    .values({
      seq: p('seq'),
      key: p('key'),
      lane: p('lane'),
      channel: p('channel'),
      contact: p('contact'),
      payload: p('payload'),
      bulk: null,
      state: 'due',
      tries: 0,
      nextAt: p('at'),
      onSent: p('onSent'),
      created: p('at'),
    })
    .onConflictDoNothing()
    .returning({ seq: t.outbox.seq }),
)

const sent = statement<{ seq: number; at: number }>()('outbox.sent', (db, t) =>
  db
    .update(t.outbox)
    .set({ state: 'sent', payload: null, sentAt: sql`${p('at')}` })
    .where(eq(t.outbox.seq, p('seq'))),
)

/** Writes to the outbox; what was written is handed to `sender` once it is durable. */
export interface Outbox {
  put(tx: Tx, row: OutboxRow, now: number): Promise<void>
}

export function openOutbox(vault: Vault, handOver: (row: Due) => void): Outbox {
  return {
    async put(tx, row, now) {
      const seq = sequence(now)
      const { key, lane, channel, contact, message, reply, onSent } = row
      const payload = await vault.sealJson(tx, lane, `outbox.payload:${key}`, {
        message,
        reply,
      } satisfies Payload)
      const made = await tx.run(insert, { seq, key, lane, channel, contact, payload, onSent, at: now })
      if (made.length > 0) tx.afterCommit(() => handOver({ ...row, seq, tries: 0, created: now }))
    },
  }
}

/** The words of a message are wiped the moment it is sent. */
export async function markSent(tx: Tx, seq: number, now: number): Promise<void> {
  await tx.run(sent, { seq, at: now })
}

export async function markLater(
  tx: Tx,
  seq: number,
  tries: number,
  nextAt: number,
  fault: string,
): Promise<void> {
  await tx.db.update(tx.t.outbox).set({ tries, nextAt, fault }).where(eq(tx.t.outbox.seq, seq))
}

/** Not sent: for the administrator, who may have it sent again while its words are kept (`second-chance.ts`). */
export async function markGaveUp(tx: Tx, seq: number, fault: string, now: number): Promise<void> {
  await tx.db
    .update(tx.t.outbox)
    .set({ state: 'gave_up', nextAt: now, fault })
    .where(eq(tx.t.outbox.seq, seq))
}

/** Rows that are due and not in `except`, oldest first: after a restart, and for retries. */
export async function dueRows(tx: Tx, vault: Vault, now: number, limit: number): Promise<Due[]> {
  const { outbox } = tx.t
  const rows = await tx.db
    .select()
    .from(outbox)
    .where(and(sql`${outbox.state} = 'due' and ${outbox.bulk} is null`, lte(outbox.nextAt, now)))
    .orderBy(asc(outbox.nextAt), asc(outbox.seq))
    .limit(limit)
  const out: Due[] = []
  for (const row of rows) {
    const due = await openRow(tx, vault, row)
    if (due) out.push(due)
  }
  return out
}

/** A row with its words. Null for one without: of a bulk, or wiped. */
export async function openRow(
  tx: Tx,
  vault: Vault,
  row: Tx['t']['outbox']['$inferSelect'],
): Promise<Due | null> {
  if (!row.payload) return null
  const { seq, key, lane, channel, contact, tries, onSent, created } = row
  const { message, reply } = await vault.openJson<Payload>(tx, `outbox.payload:${key}`, row.payload)
  return { seq, key, lane, channel, contact, message, reply, onSent, tries, created }
}

/** Lanes among `lanes` that have an older row still due: their later rows must wait. */
export async function oldestDue(tx: Tx, lanes: readonly string[]): Promise<Map<string, number>> {
  const { outbox } = tx.t
  const rows = await tx.db
    .select({ lane: outbox.lane, seq: sql<number>`min(${outbox.seq})`.mapWith(Number) })
    .from(outbox)
    .where(and(sql`${outbox.state} = 'due'`, inArray(outbox.lane, [...lanes])))
    .groupBy(outbox.lane)
  return new Map(rows.map(r => [r.lane, r.seq]))
}
