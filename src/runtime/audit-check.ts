import { asc, desc, eq, gt } from 'drizzle-orm'
import type { Storage, Tx } from '../storage/storage.ts'
import { AUDIT_COUNTER, hashOf, SEALED, sealName } from './audit.ts'

/** How a log stands: whole, or the first line at which something is wrong. */
export interface AuditCheck {
  /** Lines there ever were: those that stand, and those that went with a sealed segment. */
  readonly lines: number
  /** Of these, lines whose time was over: they are gone, and the hash of the last of them stands for them. */
  readonly pruned: number
  /**
   * `changed`: the line does not fit its hash; `gap`: lines are missing before it; `cut`: the end is missing;
   * `segment`: what stands for pruned lines is not what was sealed; `ahead`: the line is of a time to come, which would
   * make those before it old enough to go.
   */
  readonly fault: {
    readonly seq: number
    readonly kind: 'changed' | 'gap' | 'cut' | 'segment' | 'ahead'
  } | null
}

/** Lines checked at a time. */
const PAGE = 1_000

/** So far a clock may be wrong, ms. */
const WRONG = 24 * 3_600_000

/**
 * Reads the whole log and checks every link of the chain from the last sealed segment on, that each segment follows
 * the one before it, that the last is the one the log itself speaks of, that no line is of tomorrow, and that the log's
 * end is there.
 * @param now ms UTC
 */
export async function verifyAudit(storage: Storage, now: number): Promise<AuditCheck> {
  const { end, fault } = await storage.read(checkSegments)
  const found = (lines: number, what: AuditCheck['fault']): AuditCheck => ({
    lines,
    pruned: end.to,
    fault: what,
  })
  if (fault !== null) return found(end.to, { seq: fault, kind: 'segment' })
  let seq = end.to
  let hash = end.hash
  let spoken = end.to === 0
  for (;;) {
    const rows = await storage.read(tx =>
      tx.db.select().from(tx.t.audit).where(gt(tx.t.audit.seq, seq)).orderBy(asc(tx.t.audit.seq)).limit(PAGE),
    )
    for (const row of rows) {
      if (row.seq !== seq + 1) return found(seq, { seq: row.seq, kind: 'gap' })
      if (row.hash !== hashOf(hash, row)) return found(seq, { seq: row.seq, kind: 'changed' })
      if (row.at > now + WRONG) return found(seq, { seq: row.seq, kind: 'ahead' })
      if (row.action === SEALED && row.about === sealName(end)) spoken = true
      seq = row.seq
      hash = row.hash
    }
    if (rows.length < PAGE) break
  }
  if (!spoken) return found(seq, { seq: end.to, kind: 'segment' })
  const given = await storage.read(async tx => {
    const { counter } = tx.t
    const [row] = await tx.db.select().from(counter).where(eq(counter.key, AUDIT_COUNTER))
    return row?.value ?? 0
  })
  return found(seq, given > seq ? { seq: seq + 1, kind: 'cut' } : null)
}

/** @returns the last segment, and the first line of one that does not follow the one before it */
async function checkSegments(
  tx: Tx,
): Promise<{ end: { from: number; to: number; hash: string }; fault: number | null }> {
  const rows = await tx.db.select().from(tx.t.auditSegment).orderBy(asc(tx.t.auditSegment.to))
  const end = rows.at(-1) ?? { from: 0, to: 0, hash: '' }
  let last = 0
  for (const { from, to } of rows) {
    if (from !== last + 1) return { end, fault: from }
    last = to
  }
  return { end, fault: null }
}

/** The last segment that was sealed; null while nothing was ever pruned. */
export async function lastSegment(tx: Tx): Promise<{ to: number; hash: string } | null> {
  const { auditSegment } = tx.t
  const [row] = await tx.db.select().from(auditSegment).orderBy(desc(auditSegment.to)).limit(1)
  return row ?? null
}
