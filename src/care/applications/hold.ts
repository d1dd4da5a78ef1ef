import { inArray } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'
import { holdLedgers } from '../leave/ledger.ts'

/**
 * Holds the ledgers of those whose requests are about to be decided or taken back, before anything of them is read or
 * written: ledgers first and by id, rows after. So two who decide several of the same people at once wait for each
 * other, and neither for ever.
 */
export async function holdApplicants(tx: Tx, numbers: readonly string[]): Promise<void> {
  const { application } = tx.t
  const rows = await tx.db
    .select({ person: application.person })
    .from(application)
    .where(inArray(application.no, [...numbers]))
  await holdLedgers(
    tx,
    rows.map(({ person }) => person),
  )
}
