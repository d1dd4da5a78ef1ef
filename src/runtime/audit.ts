import { createHash } from 'node:crypto'
import { desc, sql } from 'drizzle-orm'
import type { Tx } from '../storage/storage.ts'

/** What happened, in ids and names of ours. */
export interface AuditEntry {
  /** person.id, `system`, `cli` or `nobody`. */
  readonly actor: string
  /** A dotted name: `sign_in.failed`. */
  readonly action: string
  /** The id of the row it is about, or ''. */
  readonly about: string
}

/** Printable ASCII without spaces: an id fits, somebody's words do not. */
const ID = /^[\x21-\x7e]{0,120}$/

/** The counter that hands out numbers; taking one also makes writers of several processes wait for each other. */
export const AUDIT_COUNTER = 'audit'

/** The line that speaks of a piece of the log whose lines went. */
export const SEALED = 'audit.sealed'

/** What that line is about: first and last line, and the hash of the last. */
export function sealName(piece: { from: number; to: number; hash: string }): string {
  return `${piece.from}-${piece.to}:${piece.hash}`
}

/**
 * Adds a line to the audit log, chained to the one before it. Never updated; deleted only with
 * the whole of its sealed piece, after its time (the database refuses anything else).
 * @throws Error when an actor, action or subject could be content
 */
export async function writeAudit(tx: Tx, entry: AuditEntry, now: number): Promise<void> {
  for (const text of [entry.actor, entry.action, entry.about])
    if (!ID.test(text)) throw new Error('The audit log takes ids, not words.')
  const seq = await nextSeq(tx)
  const hash = hashOf(await lastHash(tx), { seq, at: now, ...entry })
  await tx.db.insert(tx.t.audit).values({ seq, at: now, ...entry, hash })
}

async function nextSeq(tx: Tx): Promise<number> {
  const { counter } = tx.t
  const [row] = await tx.db
    .insert(counter)
    .values({ key: AUDIT_COUNTER, value: 1 })
    .onConflictDoUpdate({ target: counter.key, set: { value: sql`${counter.value} + 1` } })
    .returning({ value: counter.value })
  return row?.value ?? 1
}

async function lastHash(tx: Tx): Promise<string> {
  const [row] = await tx.db
    .select({ hash: tx.t.audit.hash })
    .from(tx.t.audit)
    .orderBy(desc(tx.t.audit.seq))
    .limit(1)
  return row?.hash ?? ''
}

/** The hash of a line over that of the line before it. */
export function hashOf(before: string, line: AuditEntry & { seq: number; at: number }): string {
  const { seq, at, actor, action, about } = line
  return createHash('sha256')
    .update(JSON.stringify([before, seq, at, actor, action, about]))
    .digest('hex')
}
