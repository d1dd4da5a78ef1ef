import { and, asc, desc, gt, gte, inArray, lt, lte } from 'drizzle-orm'
import type { Tx } from '../storage/storage.ts'
import { SEALED, sealName, writeAudit } from './audit.ts'
import { lastSegment } from './audit-check.ts'

/** A piece of the log covers at least this long, ms, so that sealing does not fill the log with itself. */
const PIECE = 30 * 24 * 3_600_000

/**
 * Lines of the audit log whose time is over go, oldest first. They are sealed before: their last hash is kept, in a
 * row that the database lets nobody change and in a line of the log itself, so that the chain still holds. Of the
 * newest half year nothing goes, whatever is asked: the database refuses it.
 * @param before ms UTC
 * @returns lines deleted; `batch` of them = there may be more
 */
export async function pruneAudit(tx: Tx, before: number, batch: number, now: number): Promise<number> {
  const to = (await sealOld(tx, before - (before % PIECE), now)) ?? 0
  if (to === 0) return 0
  const { audit } = tx.t
  const old = tx.db
    .select({ seq: audit.seq })
    .from(audit)
    .where(lte(audit.seq, to))
    .orderBy(asc(audit.seq))
    .limit(batch)
  return (await tx.db.delete(audit).where(inArray(audit.seq, old)).returning({ seq: audit.seq })).length
}

/** @returns the last line that is sealed, or null while none ever was */
async function sealOld(tx: Tx, before: number, now: number): Promise<number | null> {
  const { audit, auditSegment } = tx.t
  const sealed = await lastSegment(tx)
  const from = (sealed?.to ?? 0) + 1
  // A clock that was put back must not take a younger line along: what goes ends before the first that stays.
  const [stays] = await tx.db
    .select({ seq: audit.seq })
    .from(audit)
    .where(and(gte(audit.seq, from), gte(audit.at, before)))
    .orderBy(asc(audit.seq))
    .limit(1)
  const [last] = await tx.db
    .select({ seq: audit.seq, hash: audit.hash })
    .from(audit)
    .where(and(gt(audit.seq, from - 1), stays ? lt(audit.seq, stays.seq) : undefined))
    .orderBy(desc(audit.seq))
    .limit(1)
  if (!last) return sealed?.to ?? null
  const piece = { from, to: last.seq, hash: last.hash }
  await writeAudit(tx, { actor: 'system', action: SEALED, about: sealName(piece) }, now)
  await tx.db.insert(auditSegment).values({ ...piece, at: now })
  return piece.to
}
