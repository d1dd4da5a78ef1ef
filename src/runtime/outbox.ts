import { eq, sql } from 'drizzle-orm'
import { isPersonal, type Message, type ReplyRoute } from '../kernel/channel.ts'
import { Fault } from '../kernel/faults.ts'
import { sequence } from '../kernel/ids.ts'
import type { Sensitive } from '../kernel/sensitive.ts'
import { statement, type Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import type { Directory } from './directory.ts'

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
  onSent: { lane: string; notice: string; values: Record<string, string>; once?: string } | null
  /** What is to be done once it is known how this went. Sealed with the words: it may say what no column should. */
  fates?: readonly Fate[]
  /** For a personal platform: what must not be spoken of there when it was written. Filled in here. */
  off?: readonly Sensitive[]
}

/** A job that runs with the mark that a row was sent, or given up: about `sent <about>` or `gave_up <about>`. */
export interface Fate {
  job: string
  about: string
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
  fates?: readonly Fate[]
  off?: readonly Sensitive[]
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
    .onConflictDoNothing(),
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

export function openOutbox(
  vault: Vault,
  directory: Pick<Directory, 'off'>,
  handOver: (row: Due) => void,
): Outbox {
  return {
    async put(tx, row, now) {
      const seq = sequence(now)
      const { key, lane, channel, contact, message, reply, onSent, fates = [] } = row
      const off = isPersonal(channel) ? { off: [...directory.off(channel)] } : {}
      const payload = await vault.sealJson(tx, lane, `outbox.payload:${key}`, {
        message,
        reply,
        ...(fates.length > 0 ? { fates } : {}),
        ...off,
      } satisfies Payload)
      const made = await tx.write(insert, { seq, key, lane, channel, contact, payload, onSent, at: now })
      if (made > 0) tx.afterCommit(() => handOver({ ...row, ...off, seq, tries: 0, created: now }))
    },
  }
}

/** The words of a message are wiped the moment it is sent. */
export async function markSent(tx: Tx, seq: number, now: number): Promise<void> {
  await tx.write(sent, { seq, at: now })
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

/** It goes to another address from now on, as if it were new. */
export async function markMoved(
  tx: Tx,
  seq: number,
  { channel, contact }: Pick<OutboxRow, 'channel' | 'contact'>,
  fault: string,
): Promise<void> {
  await tx.db.update(tx.t.outbox).set({ channel, contact, tries: 0, fault }).where(eq(tx.t.outbox.seq, seq))
}

/** Not sent: for the administrator, who may have it sent again while its words are kept (`second-chance.ts`). */
export async function markGaveUp(tx: Tx, seq: number, fault: string, now: number): Promise<void> {
  await tx.db
    .update(tx.t.outbox)
    .set({ state: 'gave_up', nextAt: now, fault })
    .where(eq(tx.t.outbox.seq, seq))
}

/** A part of what is due, in the order it was written. */
export interface DuePage {
  rows: Due[]
  /** Rows whose words cannot be opened any more. */
  broken: { seq: number; lane: string }[]
  /** The number of the last row looked at; null when there are no more. */
  last: number | null
}

/** Rows that are due, whenever their next try is, oldest first: after a start. One damaged row hides no other. */
export async function dueRows(tx: Tx, vault: Vault, after: number, limit: number): Promise<DuePage> {
  const { outbox } = tx.t
  // `+ 0`: SQLite would go through months of what was sent by the number, where the partial index holds what is due.
  const rows = await tx.db
    .select()
    .from(outbox)
    .where(sql`${outbox.state} = 'due' and ${outbox.bulk} is null and ${outbox.seq} + 0 > ${after}`)
    .orderBy(sql`${outbox.seq} + 0`)
    .limit(limit)
  const page: DuePage = {
    rows: [],
    broken: [],
    last: rows.length < limit ? null : (rows.at(-1)?.seq ?? null),
  }
  for (const row of rows) {
    const due = await openIfWhole(tx, vault, row)
    if (due) page.rows.push(due)
    else page.broken.push({ seq: row.seq, lane: row.lane })
  }
  return page
}

async function openIfWhole(
  tx: Tx,
  vault: Vault,
  row: Tx['t']['outbox']['$inferSelect'],
): Promise<Due | null> {
  try {
    return await openRow(tx, vault, row)
  } catch (error) {
    if (error instanceof Fault && error.code === 'SEAL_BROKEN') return null
    throw error
  }
}

/** A row with its words. Null for one without: of a bulk, or wiped. */
export async function openRow(
  tx: Tx,
  vault: Vault,
  row: Tx['t']['outbox']['$inferSelect'],
): Promise<Due | null> {
  if (!row.payload) return null
  const { seq, key, lane, channel, contact, tries, onSent, created } = row
  const {
    message,
    reply,
    fates = [],
    ...about
  } = await vault.openJson<Payload>(tx, `outbox.payload:${key}`, row.payload)
  return { seq, key, lane, channel, contact, message, reply, onSent, fates, tries, created, ...about }
}
