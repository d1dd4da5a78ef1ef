import { asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'
import type { OvertimeRow } from './store.ts'

/** A file that proves a record. */
export interface Paper {
  readonly id: string
  readonly kind: string
  readonly bytes: number
}

/** What proves a record, oldest first; a sheet that came with a list proves every record of it. */
export async function papersOf(tx: Tx, { no, list }: Pick<OvertimeRow, 'no' | 'list'>): Promise<Paper[]> {
  const { attachment, overtime } = tx.t
  const numbers = tx.db
    .select({ no: overtime.no })
    .from(overtime)
    .where(eq(overtime.list, list ?? ''))
  return tx.db
    .select({ id: attachment.id, kind: attachment.kind, bytes: attachment.bytes })
    .from(attachment)
    .where(list === null ? eq(attachment.no, no) : inArray(attachment.no, numbers))
    .orderBy(asc(attachment.created), asc(attachment.id))
}
