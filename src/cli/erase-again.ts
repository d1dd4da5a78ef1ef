import { inArray, ne } from 'drizzle-orm'
import { eraseCase } from '../care/heart/take-back.ts'
import { dataFile, threadFile } from '../data.ts'
import { openSqlite } from '../storage/sqlite.ts'
import type { Storage } from '../storage/storage.ts'
import type { Context } from './command.ts'
import { withData } from './data.ts'

/**
 * What a backup has brought back of cases that were taken back or deleted after it: their words, keys and links are
 * deleted once more. Only what the data that was there before says for certain is; numbers and days stay until retention
 * finds them.
 * @param before the folder with what was there, or null where there was nothing
 * @returns how many
 */
export async function eraseAgain(context: Context, before: string | null): Promise<number> {
  const gone = before === null ? null : await erasedIn(before)
  if (gone === null) return 0
  return withData(context, ({ storage }) =>
    storage.transaction(async tx => {
      const { caseEnclosure, caseFile } = tx.t
      const standing = await tx.db.select().from(caseFile).where(ne(caseFile.status, 'withdrawn'))
      const back = standing.filter(({ id, no }) => gone.has(id) || gone.has(no))
      // The bytes of its files have no row then, and are swept at the next start.
      const disclose = async (_: unknown, id: string) =>
        void (await tx.db.delete(caseEnclosure).where(inArray(caseEnclosure.caseId, [id])))
      for (const { id } of back) await eraseCase({ tx, tools: { attachments: { disclose } } }, id)
      return back.length
    }),
  )
}

/** Ids of cases whose words were deleted, and numbers (of reports ids) of those of which nothing is left. */
async function erasedIn(folder: string): Promise<Set<string> | null> {
  let storage: Storage | null = null
  try {
    storage = openSqlite(dataFile(folder), threadFile('storage/checkpoint-thread'))
    return await storage.read(async tx => {
      const { audit, caseFile } = tx.t
      const empty = await tx.db.select({ id: caseFile.id, status: caseFile.status }).from(caseFile)
      const lines = await tx.db.select({ about: audit.about }).from(audit).where(inArray(audit.action, LIVES))
      const withdrawn = empty.filter(({ status }) => status === 'withdrawn').map(({ id }) => id)
      return new Set([...withdrawn, ...lines.map(({ about }) => about)])
    })
  } catch {
    // Damaged, or of another version: that may be why a backup is put back.
    return null
  } finally {
    await storage?.close()
  }
}

/** What the log says where retention has deleted a case. */
const LIVES = ['life.heart', 'life.flag', 'life.report']
