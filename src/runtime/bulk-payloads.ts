import { eq } from 'drizzle-orm'
import type { Message } from '../kernel/channel.ts'
import { Fault } from '../kernel/faults.ts'
import type { Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'

/** One text for many people, and when it may be sent. */
export interface BulkPayload {
  readonly message: Message
  /** ms UTC: from then on it is not worth sending any more. */
  readonly until: number
  readonly anytime: boolean
}

/** The opened texts of bulks under way. */
export interface BulkPayloads {
  /** One that was opened before. */
  known(bulk: string): BulkPayload | undefined
  /** Null for one whose seal is broken. */
  open(tx: Tx, bulk: string): Promise<BulkPayload | null>
  forget(bulk: string): void
}

export function openBulkPayloads(vault: Vault): BulkPayloads {
  const texts = new Map<string, BulkPayload>()
  return {
    known: bulk => texts.get(bulk),
    forget: bulk => void texts.delete(bulk),
    async open(tx, bulk) {
      const known = texts.get(bulk)
      if (known) return known
      const [row] = await tx.db.select().from(tx.t.bulk).where(eq(tx.t.bulk.id, bulk))
      if (!row) throw new Error('A bulk has lost its text.')
      try {
        const payload = await vault.openJson<BulkPayload>(tx, `bulk.payload:${bulk}`, row.payload)
        texts.set(bulk, payload)
        return payload
      } catch (error) {
        if (error instanceof Fault && error.code === 'SEAL_BROKEN') return null
        throw error
      }
    },
  }
}
