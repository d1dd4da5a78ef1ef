import { mkdirSync, rmSync } from 'node:fs'
import { opendir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { FileRef } from '../dialogue/value.ts'
import type { IncomingFile } from '../kernel/channel.ts'
import { Fault } from '../kernel/faults.ts'
import { randomId } from '../kernel/ids.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'

/** Files people sent, each sealed on disk under a random name; what they are called is sealed in the database. */
export interface Attachments {
  /** Three steps, since a transaction must not wait for a disk: seal, write, then record it. */
  seal(tx: Tx, lane: string, file: IncomingFile, bytes: Uint8Array): Promise<SealedFile>
  write(sealed: Pick<SealedFile, 'id' | 'body'>): Promise<void>
  /** Takes back what was written, unless it was recorded. */
  unwrite(sealed: Pick<SealedFile, 'id'>): Promise<void>
  record(tx: Tx, lane: string, sealed: SealedFile, now: number): Promise<void>
  /** The same for one that is sealed to its readers: it goes with a message of a case, and nothing leads to its sender. */
  enclose(tx: Tx, caseId: string, id: string): Promise<void>
  /** Ties files of a draft to what was submitted. */
  bind(tx: Tx, ids: readonly string[], no: string): Promise<void>
  /** @throws Fault NOT_FOUND, SEAL_BROKEN */
  read(storage: Storage, id: string): Promise<{ name: string; kind: string; bytes: Uint8Array }>
  /** As it lies on the disk. @throws Fault NOT_FOUND */
  readSealed(id: string): Promise<Uint8Array>
  /** Deletes what goes with a case. */
  disclose(tx: Tx, caseId: string): Promise<void>
  /** Deletes drafts' files: rows now, bytes once that is durable. Files bound to something stay. */
  forget(tx: Tx, ids: readonly string[]): Promise<void>
  /**
   * Deletes what a crash left on the disk without a row, a handful at a time; what is being handed over meanwhile
   * stays. Ends early once `stop` says so.
   */
  sweep(storage: Storage, stop?: () => boolean): Promise<void>
}

export interface SealedFile {
  id: string
  kind: FileRef['kind']
  bytes: number
  body: Uint8Array
  name: Uint8Array
}

/** Longest name kept. */
const NAME = 120
/** Files looked up at a time when sweeping. */
const HANDFUL = 500

export function openAttachments(folder: string, vault: Vault): Attachments {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (id: string) => join(folder, id)
  /** Written, and not yet recorded for good. */
  const comingIn = new Set<string>()

  async function deleteStrays(storage: Storage, names: readonly string[]): Promise<void> {
    // Before the rows are read: what is recorded by then has its row.
    const seen = names.filter(id => !comingIn.has(id))
    if (seen.length === 0) return
    const rows = await storage.read(async tx => {
      const { attachment, caseEnclosure } = tx.t
      return [
        ...(await tx.db.select({ id: attachment.id }).from(attachment).where(inArray(attachment.id, seen))),
        ...(await tx.db
          .select({ id: caseEnclosure.id })
          .from(caseEnclosure)
          .where(inArray(caseEnclosure.id, seen))),
      ]
    })
    const known = new Set(rows.map(row => row.id))
    for (const id of seen) if (!known.has(id)) await rm(pathOf(id), { force: true })
  }

  async function readSealed(id: string): Promise<Uint8Array> {
    return readFile(pathOf(id)).catch(error => {
      // A disk that does not answer is no reason to call it gone.
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Fault('NOT_FOUND') : error
    })
  }

  function deleteOnceDurable(tx: Tx, gone: readonly { id: string }[]): void {
    tx.afterCommit(() => {
      for (const { id } of gone) deleteNow(pathOf(id))
    })
  }

  return {
    async seal(tx, lane, file, bytes) {
      const id = randomId()
      const body = await vault.seal(tx, lane, `attachment.body:${id}`, bytes)
      const name = await vault.seal(tx, lane, `attachment.name:${id}`, file.name.slice(-NAME))
      return { id, kind: file.kind, bytes: bytes.length, body, name }
    },
    async write(sealed) {
      comingIn.add(sealed.id)
      await writeFile(pathOf(sealed.id), sealed.body, { mode: 0o600, flag: 'wx', flush: true })
    },
    async unwrite({ id }) {
      if (!comingIn.has(id)) return
      await rm(pathOf(id), { force: true })
      comingIn.delete(id)
    },
    async record(tx, lane, { id, kind, bytes, name }, now) {
      await tx.db
        .insert(tx.t.attachment)
        .values({ id, person: lane, kind, bytes, name, no: null, created: now })
      tx.afterCommit(() => void comingIn.delete(id))
    },
    async enclose(tx, caseId, id) {
      await tx.db.insert(tx.t.caseEnclosure).values({ id, caseId })
      tx.afterCommit(() => void comingIn.delete(id))
    },
    async bind(tx, ids, no) {
      if (ids.length === 0) return
      const { attachment } = tx.t
      await tx.db
        .update(attachment)
        .set({ no })
        .where(and(inArray(attachment.id, [...ids]), isNull(attachment.no)))
    },
    async read(storage, id) {
      const sealed = await readSealed(id)
      return storage.read(async tx => {
        const [row] = await tx.db.select().from(tx.t.attachment).where(eq(tx.t.attachment.id, id))
        if (!row) throw new Fault('NOT_FOUND')
        const bytes = await vault.open(tx, `attachment.body:${id}`, sealed)
        return { name: await vault.openText(tx, `attachment.name:${id}`, row.name), kind: row.kind, bytes }
      })
    },
    readSealed,
    async disclose(tx, caseId) {
      const { caseEnclosure } = tx.t
      const ofCase = eq(caseEnclosure.caseId, caseId)
      deleteOnceDurable(
        tx,
        await tx.db.delete(caseEnclosure).where(ofCase).returning({ id: caseEnclosure.id }),
      )
    },
    async forget(tx, ids) {
      if (ids.length === 0) return
      const { attachment } = tx.t
      const ofDrafts = and(inArray(attachment.id, [...ids]), isNull(attachment.no))
      deleteOnceDurable(tx, await tx.db.delete(attachment).where(ofDrafts).returning({ id: attachment.id }))
    },
    async sweep(storage, stop = () => false) {
      let names: string[] = []
      for await (const { name } of await opendir(folder)) {
        if (stop()) return
        if (names.push(name) < HANDFUL) continue
        await deleteStrays(storage, names)
        names = []
      }
      await deleteStrays(storage, names)
    },
  }
}

/** Before the reply goes out. What cannot be deleted has no row any more, and is swept away at the next start. */
function deleteNow(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {}
}
