import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { AlertCode } from '../kernel/alerts.ts'
import { randomId } from '../kernel/ids.ts'
import type { Tx } from '../storage/storage.ts'

/**
 * Opens an alert for the administrator, or counts it once more while it is open.
 * @param about a row id or a name of ours, never content
 * @returns whether it is new: only then is anybody pushed
 */
export async function raiseAlert(tx: Tx, code: AlertCode, about: string, now: number): Promise<boolean> {
  const { alert } = tx.t
  const [open] = await tx.db
    .update(alert)
    .set({ times: sql`${alert.times} + 1` })
    .where(and(eq(alert.code, code), eq(alert.about, about), isNull(alert.closed)))
    .returning({ id: alert.id })
  if (open) return false
  await tx.db.insert(alert).values({ id: randomId(), code, about, at: now, times: 1, closed: null })
  return true
}

/** What these alerts said is over: where it happens again, a new one opens and is pushed. */
export async function closeAlerts(tx: Tx, codes: readonly AlertCode[], now: number): Promise<void> {
  const { alert } = tx.t
  await tx.db
    .update(alert)
    .set({ closed: now })
    .where(and(inArray(alert.code, [...codes]), isNull(alert.closed)))
}
