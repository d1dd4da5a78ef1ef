import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'

/** A certificate that was handed in: never its name or content. */
export interface Paper {
  readonly id: string
  readonly kind: string
  readonly bytes: number
  /** ms UTC. */
  readonly created: number
}

export async function papersOfLeave(tx: Tx, no: string): Promise<Paper[]> {
  const { attachment } = tx.t
  return tx.db
    .select({
      id: attachment.id,
      kind: attachment.kind,
      bytes: attachment.bytes,
      created: attachment.created,
    })
    .from(attachment)
    .where(eq(attachment.no, no))
    .orderBy(asc(attachment.created), asc(attachment.id))
}

/** Who of HR has looked the certificate over, and when (ms UTC); null while nobody has. */
export async function checkOf(tx: Tx, no: string): Promise<{ person: string; at: number } | null> {
  const { decision } = tx.t
  const [row] = await tx.db
    .select({ person: decision.person, at: decision.at })
    .from(decision)
    .where(and(eq(decision.no, no), sql`${decision.verdict} = 'checked'`))
    .orderBy(desc(decision.at))
    .limit(1)
  return row ?? null
}

/** Leave that goes on or is taken, and whose certificate lies unchecked: numbers, oldest first. */
export async function uncheckedLeave(tx: Tx, limit: number): Promise<{ no: string; person: string }[]> {
  const { attachment, decision, leave } = tx.t
  const papers = tx.db.select({ no: attachment.no }).from(attachment)
  const checked = tx.db.select({ no: decision.no }).from(decision).where(sql`${decision.verdict} = 'checked'`)
  return tx.db
    .select({ no: leave.no, person: leave.person })
    .from(leave)
    .where(
      and(
        inArray(leave.status, ['pending', 'approved']),
        inArray(leave.no, papers),
        sql`${leave.no} not in ${checked}`,
      ),
    )
    .orderBy(asc(leave.no))
    .limit(limit)
}
