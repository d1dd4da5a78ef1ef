import { and, desc, eq, lt, or } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'
import type { Line } from './ledger.ts'

/** A line as it stands in the ledger. */
export interface Kept extends Line {
  readonly id: string
}

/** Lines of somebody, newest first. @param about `after`: the last one of the page before; null = from the newest */
export async function keptLines(
  tx: Tx,
  person: string,
  { after, limit }: { after: Kept | null; limit: number },
): Promise<Kept[]> {
  const { ledger } = tx.t
  const older = after
    ? or(lt(ledger.at, after.at), and(eq(ledger.at, after.at), lt(ledger.id, after.id)))
    : undefined
  const rows = await tx.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.person, person), older))
    .orderBy(desc(ledger.at), desc(ledger.id))
    .limit(limit)
  return rows as Kept[]
}

/** @returns null where somebody has no such line, whoever else may have it */
export async function keptLine(tx: Tx, person: string, id: string): Promise<Kept | null> {
  const { ledger } = tx.t
  const [row] = await tx.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.person, person), eq(ledger.id, id)))
  return (row as Kept | undefined) ?? null
}
