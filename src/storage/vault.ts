import { eq, sql } from 'drizzle-orm'
import { Fault } from '../kernel/faults.ts'
import { type MasterKey, unwrap } from './master-key.ts'
import {
  keyIdOf,
  newKey,
  type Place,
  type SealingKey,
  seal,
  sealingKey,
  suiteOfByte,
  unseal,
} from './seal.ts'
import { statement, type Tx } from './storage.ts'

/**
 * Seals values with the data key of their subject (a person's lane, a case, an area). Data keys are made on
 * first use and wrapped by the master key.
 */
export interface Vault {
  seal(tx: Tx, subject: string, place: Place, plain: Uint8Array | string): Promise<Uint8Array>
  /** @throws Fault SEAL_BROKEN */
  open(tx: Tx, place: Place, sealed: Uint8Array): Promise<Uint8Array>
  sealJson(tx: Tx, subject: string, place: Place, value: unknown): Promise<Uint8Array>
  openJson<T>(tx: Tx, place: Place, sealed: Uint8Array): Promise<T>
  openText(tx: Tx, place: Place, sealed: Uint8Array): Promise<string>
  /** Destroys the key of a subject that is no more: what it sealed, wherever a copy lies, opens with no later key. */
  forget(tx: Tx, subject: string): Promise<void>
}

/** Keys kept unwrapped in memory. A process of a large body sees some thousand people a day. */
const CACHED = 20_000

/** A key of a case made to the millisecond would say when somebody wrote. */
const DAY = 24 * 3_600_000

const p = sql.placeholder

const bySubject = statement<{ subject: string }>()('data_key.bySubject', (db, t) =>
  db
    .select()
    .from(t.dataKey)
    .where(eq(t.dataKey.subject, p('subject'))),
)
const byId = statement<{ id: string }>()('data_key.byId', (db, t) =>
  db
    .select()
    .from(t.dataKey)
    .where(eq(t.dataKey.id, p('id'))),
)
const insert = statement<{ id: string; subject: string; wrapped: Uint8Array; created: number }>()(
  'data_key.insert',
  (db, t) =>
    db
      .insert(t.dataKey)
      .values({ id: p('id'), subject: p('subject'), wrapped: p('wrapped'), created: p('created') })
      .onConflictDoNothing(),
)

export function openVault(master: SealingKey & Partial<MasterKey>, now: () => number): Vault {
  const ids = new Map<string, string>()
  const keys = new Map<string, SealingKey>()

  /** Only once it is durable: a job that fails takes the key it made with it. */
  function remember(tx: Tx, subject: string, key: SealingKey): SealingKey {
    tx.afterCommit(() => {
      if (keys.size >= CACHED) {
        ids.clear()
        keys.clear()
      }
      ids.set(subject, key.id)
      keys.set(key.id, key)
    })
    return key
  }

  function dataKey(row: { id: string; subject: string; wrapped: Uint8Array }): SealingKey {
    const bytes = unwrap(master, `data_key.wrapped:${row.id}`, row.wrapped)
    return sealingKey(row.id, suiteOfByte(row.wrapped[1]), bytes)
  }

  async function keyOf(tx: Tx, subject: string): Promise<SealingKey> {
    const cached = keys.get(ids.get(subject) ?? '')
    if (cached) return cached
    const [row] = await tx.run(bySubject, { subject })
    if (row) return remember(tx, subject, dataKey(row))
    return create(tx, subject)
  }

  async function create(tx: Tx, subject: string): Promise<SealingKey> {
    const { key, bytes } = newKey(master.suite)
    const wrapped = seal(master, `data_key.wrapped:${key.id}`, bytes)
    const made = await tx.write(insert, { id: key.id, subject, wrapped, created: dayOf(now()) })
    if (made > 0) return remember(tx, subject, key)
    const [row] = await tx.run(bySubject, { subject })
    if (!row) throw new Fault('SEAL_BROKEN')
    return remember(tx, subject, dataKey(row))
  }

  async function keyById(tx: Tx, id: string): Promise<SealingKey> {
    const cached = keys.get(id)
    if (cached) return cached
    const [row] = await tx.run(byId, { id })
    if (!row) throw new Fault('SEAL_BROKEN')
    return remember(tx, row.subject, dataKey(row))
  }

  const vault: Vault = {
    async seal(tx, subject, place, plain) {
      return seal(await keyOf(tx, subject), place, plain)
    },
    async open(tx, place, sealed) {
      return unseal(await keyById(tx, keyIdOf(sealed)), place, sealed)
    },
    sealJson: (tx, subject, place, value) => vault.seal(tx, subject, place, JSON.stringify(value)),
    async openJson<T>(tx: Tx, place: Place, sealed: Uint8Array): Promise<T> {
      return JSON.parse(await vault.openText(tx, place, sealed)) as T
    },
    async openText(tx, place, sealed) {
      return Buffer.from(await vault.open(tx, place, sealed)).toString('utf8')
    },
    async forget(tx, subject) {
      await tx.db.delete(tx.t.dataKey).where(eq(tx.t.dataKey.subject, subject))
      tx.afterCommit(() => {
        keys.delete(ids.get(subject) ?? '')
        ids.delete(subject)
      })
    },
  }
  return vault
}

function dayOf(ms: number): number {
  return ms - (ms % DAY)
}
