import { createHash } from 'node:crypto'
import { asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { Storage, Tx } from '../storage/storage.ts'

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
const COUNTER = 'audit'

/** Lines checked at a time. */
const PAGE = 1_000

/**
 * Adds a line to the audit log, chained to the one before it. Never updated, never deleted (the database refuses).
 * @throws Error when an actor, action or subject could be content
 */
export async function writeAudit(tx: Tx, entry: AuditEntry, now: number): Promise<void> {
  for (const text of [entry.actor, entry.action, entry.about])
    if (!ID.test(text)) throw new Error('The audit log takes ids, not words.')
  const seq = await nextSeq(tx)
  const hash = hashOf(await lastHash(tx), { seq, at: now, ...entry })
  await tx.db.insert(tx.t.audit).values({ seq, at: now, ...entry, hash })
}

/** How a log stands: whole, or the first line at which something is wrong. */
export interface AuditCheck {
  readonly lines: number
  /** `changed`: the line does not fit its hash; `gap`: lines are missing before it; `cut`: the end is missing. */
  readonly fault: { readonly seq: number; readonly kind: 'changed' | 'gap' | 'cut' } | null
}

/** Reads the whole log and checks every link of the chain, and that its end is there. */
export async function verifyAudit(storage: Storage): Promise<AuditCheck> {
  let seq = 0
  let hash = ''
  for (;;) {
    const rows = await storage.read(tx =>
      tx.db.select().from(tx.t.audit).where(gt(tx.t.audit.seq, seq)).orderBy(asc(tx.t.audit.seq)).limit(PAGE),
    )
    for (const row of rows) {
      if (row.seq !== seq + 1) return { lines: seq, fault: { seq: row.seq, kind: 'gap' } }
      if (row.hash !== hashOf(hash, row)) return { lines: seq, fault: { seq: row.seq, kind: 'changed' } }
      seq = row.seq
      hash = row.hash
    }
    if (rows.length < PAGE) break
  }
  const given = await storage.read(async tx => {
    const [row] = await tx.db.select().from(tx.t.counter).where(eq(tx.t.counter.key, COUNTER))
    return row?.value ?? 0
  })
  return { lines: seq, fault: given > seq ? { seq: seq + 1, kind: 'cut' } : null }
}

async function nextSeq(tx: Tx): Promise<number> {
  const { counter } = tx.t
  const [row] = await tx.db
    .insert(counter)
    .values({ key: COUNTER, value: 1 })
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

function hashOf(before: string, line: AuditEntry & { seq: number; at: number }): string {
  const { seq, at, actor, action, about } = line
  return createHash('sha256')
    .update(JSON.stringify([before, seq, at, actor, action, about]))
    .digest('hex')
}
