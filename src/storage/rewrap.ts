import { eq } from 'drizzle-orm'
import { type MasterKey, unwrap } from './master-key.ts'
import { keyIdOf, seal } from './seal.ts'
import type { Tx } from './storage.ts'

/**
 * Wraps every data key with the master key in use; what they seal stays as it is.
 * @returns how many were wrapped with an older one
 * @throws Fault SEAL_BROKEN where one was wrapped with a key that is not there: then none is changed
 */
export async function rewrap(tx: Tx, master: MasterKey): Promise<number> {
  const { dataKey } = tx.t
  let changed = 0
  for (const { id, wrapped } of await tx.db.select().from(dataKey)) {
    if (keyIdOf(wrapped) === master.id) continue
    const place = `data_key.wrapped:${id}` as const
    const anew = seal(master, place, unwrap(master, place, wrapped))
    await tx.db.update(dataKey).set({ wrapped: anew }).where(eq(dataKey.id, id))
    changed++
  }
  return changed
}

/** How many data keys an older master key has wrapped. */
export async function wrappedByOlder(tx: Tx, master: MasterKey): Promise<number> {
  const rows = await tx.db.select({ wrapped: tx.t.dataKey.wrapped }).from(tx.t.dataKey)
  return rows.filter(row => keyIdOf(row.wrapped) !== master.id).length
}
