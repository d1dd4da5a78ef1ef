import { and, count, eq } from 'drizzle-orm'
import type { FileRef } from '../../dialogue/value.ts'
import { Fault, Refusal } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Tools } from '../../runtime/context.ts'
import { mediaType } from '../../runtime/file-kind.ts'
import type { Storage, Tx } from '../../storage/storage.ts'
import { type Enclosure, newKey, sealTo } from './sealing.ts'
import { standingCase } from './store.ts'

/** Files that were sealed each to a key of its own and lie on the disk, and what their message says of them. */
export interface Sealed {
  readonly enclosures: readonly Enclosure[]
  /** How many could not be read any more, and are in none of these. */
  readonly lost: number
}

/** Files of a draft on their way into a case, and those that are only to be deleted. */
export interface Handed {
  readonly files: readonly string[]
  readonly spare: readonly string[]
}

/** Files that one case takes in all. */
const MOST = 20

/** @param without none of them, or none that may say who made it */
export function handed(files: readonly FileRef[], without: 'all' | 'traces' | 'none'): Handed {
  const goes = (file: FileRef) => without === 'none' || (without === 'traces' && !file.traces)
  return {
    files: files.filter(goes).map(file => file.id),
    spare: files.filter(file => !goes(file)).map(file => file.id),
  }
}

/**
 * The same for one more message of a case.
 * @param bare none that may say who made it
 * @throws Refusal full
 */
export async function handedTo(
  tx: Tx,
  caseId: string,
  files: readonly FileRef[] = [],
  bare = false,
): Promise<Handed> {
  const about = handed(files, bare ? 'traces' : 'none')
  const standing = (await standingCase(tx, caseId))?.id ?? caseId
  const had = about.files.length === 0 ? 0 : await enclosuresIn(tx, standing)
  if (had + about.files.length > MOST) throw new Refusal('full', { had, most: MOST })
  return about
}

/**
 * Opens files of a draft and seals each to a key of its own. One that is damaged holds up no words. What is not kept
 * afterwards is to be dropped.
 */
export async function sealFiles(storage: Storage, tools: Tools, ids: readonly string[]): Promise<Sealed> {
  const enclosures: Enclosure[] = []
  try {
    for (const draft of ids) {
      const bytes = await read(storage, tools, draft)
      if (!bytes) continue
      const { identity, recipient } = await newKey()
      const id = randomId()
      enclosures.push({ id, key: identity, type: mediaType(bytes), bytes: bytes.length })
      await tools.attachments.write({ id, body: await sealTo(recipient, bytes) })
    }
  } catch (error) {
    await dropUnkept(tools, enclosures)
    throw error
  }
  return { enclosures, lost: ids.length - enclosures.length }
}

async function read(storage: Storage, tools: Tools, id: string): Promise<Uint8Array | null> {
  try {
    return (await tools.attachments.read(storage, id)).bytes
  } catch (error) {
    if (error instanceof Fault && (error.code === 'NOT_FOUND' || error.code === 'SEAL_BROKEN')) return null
    throw error
  }
}

/** Sets them down as their case's. */
export async function keepFiles(
  tx: Tx,
  tools: Tools,
  caseId: string,
  enclosures: Sealed['enclosures'],
): Promise<void> {
  for (const { id } of enclosures) await tools.attachments.enclose(tx, caseId, id)
}

/** Deletes those that no case has got. */
export async function dropUnkept(tools: Tools, enclosures: Sealed['enclosures']): Promise<void> {
  for (const enclosure of enclosures) await tools.attachments.unwrite(enclosure)
}

/** Deletes what a draft had of them: the rows now, the bytes once that is durable. */
export async function dropFiles(tx: Tx, tools: Tools, about: Handed | undefined): Promise<void> {
  if (about) await tools.attachments.forget(tx, [...about.files, ...about.spare])
}

async function enclosuresIn(tx: Tx, caseId: string): Promise<number> {
  const { caseEnclosure } = tx.t
  const [row] = await tx.db.select({ n: count() }).from(caseEnclosure).where(eq(caseEnclosure.caseId, caseId))
  return Number(row?.n ?? 0)
}

/** @throws Fault NOT_FOUND for one that is not of this case, real or not */
export async function mustBeIn(tx: Tx, caseId: string, id: string): Promise<void> {
  const { caseEnclosure } = tx.t
  const [row] = await tx.db
    .select()
    .from(caseEnclosure)
    .where(and(eq(caseEnclosure.caseId, caseId), eq(caseEnclosure.id, id)))
  if (!row) throw new Fault('NOT_FOUND')
}
