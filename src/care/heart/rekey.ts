import { and, eq, isNull, sql } from 'drizzle-orm'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { type Errand, errand } from '../../runtime/declare.ts'
import { scheduleErrand } from '../../runtime/timers.ts'
import type { Storage, Tx } from '../../storage/storage.ts'
import { watchCases } from './clock.ts'
import { type CaseKeys, newCaseKeys } from './sealing.ts'

export const REKEY = 'heart.rekey'

/** Cases that get a new key in one transaction. */
const AT_ONCE = 50

/**
 * Ends a reader's key: it opens nothing from the next request on, and his cases get a new key for what follows.
 * @param actor person.id, or `cli`
 * @throws Fault NOT_FOUND where there is no such reader any more
 */
export async function endReader(tx: Tx, id: string, actor: string, now: number): Promise<void> {
  const { reader } = tx.t
  const ended = await tx.db
    .update(reader)
    .set({ removed: now })
    .where(and(eq(reader.id, id), isNull(reader.removed)))
    .returning({ id: reader.id })
  if (ended.length === 0) throw new Fault('NOT_FOUND')
  await scheduleErrand(tx, REKEY, id, now)
  // What he had taken is anybody's again.
  await watchCases({ tx, now })
  await writeAudit(tx, { actor, action: 'reader.remove', about: id }, now)
}

interface Fresh {
  readonly caseId: string
  /** Ids of who keeps access: as they were when the key was made. */
  readonly readers: readonly string[]
  readonly keys: CaseKeys
}

/**
 * Gives the cases of a reader whose key ended a new key pair, sealed to everybody else who reads them; what was
 * written before stays under the old one. His own copy of the old key is emptied. A case that nobody else can open
 * is left as it is: emptied, it could never be read again.
 */
export const rekey: Errand<unknown> = errand<Fresh[]>({
  async prepare(storage: Storage, _tools, gone) {
    const found = await storage.read(tx => casesToRekey(tx, gone))
    return Promise.all(
      found.map(async ({ caseId, left }) => ({
        caseId,
        readers: left.map(one => one.id),
        keys: await newCaseKeys(left),
      })),
    )
  },

  async finish({ tx, now }, gone, fresh) {
    const { caseFile, caseKey, caseNextKey } = tx.t
    for (const { caseId, readers, keys } of fresh) {
      const left = (await othersOf(tx, caseId)).map(one => one.id)
      if (left.join() !== readers.join()) throw new Error('Who reads this case changed meanwhile.')
      for (const [reader, sealed] of keys.sealed)
        await tx.db.insert(caseNextKey).values({ id: randomId(), caseId, reader, sealed })
      await tx.db.update(caseFile).set({ recipient: keys.recipient }).where(eq(caseFile.id, caseId))
      const his = and(eq(caseKey.caseId, caseId), eq(caseKey.reader, gone))
      await tx.db.update(caseKey).set({ sealed: new Uint8Array() }).where(his)
      await tx.db.delete(caseNextKey).where(and(eq(caseNextKey.caseId, caseId), eq(caseNextKey.reader, gone)))
    }
    if (fresh.length > 0) await scheduleErrand(tx, REKEY, gone, now)
  },
})

/** Cases of which this reader still has a key, though somebody else could go on with them. */
async function casesToRekey(tx: Tx, gone: string) {
  const { caseKey } = tx.t
  const rows = await tx.db
    .select({ id: caseKey.caseId })
    .from(caseKey)
    .where(and(eq(caseKey.reader, gone), sql`length(${caseKey.sealed}) > 0`))
  const found = []
  for (const { id: caseId } of rows) {
    const left = await othersOf(tx, caseId)
    if (left.length > 0) found.push({ caseId, left })
    if (found.length === AT_ONCE) break
  }
  return found
}

/** Whose keys to a case go on: readers', and the recovery key. */
async function othersOf(tx: Tx, caseId: string): Promise<{ id: string; recipient: string }[]> {
  const { caseKey, reader } = tx.t
  return tx.db
    .select({ id: reader.id, recipient: reader.recipient })
    .from(caseKey)
    .innerJoin(reader, eq(reader.id, caseKey.reader))
    .where(and(eq(caseKey.caseId, caseId), isNull(reader.removed)))
    .orderBy(reader.id)
}
