import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

/** What a backup holds, with the SHA-256 of every file in it. */
const ManifestFile = Type.Object({
  xinqiao: Type.String(),
  /** ISO, UTC. */
  at: Type.String(),
  live: Type.Boolean(),
  files: Type.Record(Type.String(), Type.String()),
})
export type Manifest = Type.Static<typeof ManifestFile>

export const MANIFEST = 'manifest.json'

const DAY = 24 * 3_600_000

/** @returns null where the folder has no such list, or one of another program */
export function manifestOf(folder: string): Manifest | null {
  const file = join(folder, MANIFEST)
  if (!existsSync(file)) return null
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Value.Check(ManifestFile, value) ? value : null
  } catch {
    return null
  }
}

/** How old a backup is, whole days. */
export function ageOf({ at }: Manifest, now: number): number {
  return Math.floor((now - Temporal.Instant.from(at).epochMilliseconds) / DAY)
}

/**
 * Deletes the backups beside a new one that are older than so many days: what was deleted for good in the program
 * must not live on in copies. Folders that are no backup of this program, or one of the other mode, stay.
 * @returns how many went
 */
export function deleteOld(made: string, live: boolean, days: number, now: number): number {
  const beside = dirname(made)
  const old = readdirSync(beside, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => join(beside, name))
    .filter(folder => {
      const found = folder === made ? null : manifestOf(folder)
      return found !== null && found.live === live && 'xinqiao.db' in found.files && ageOf(found, now) > days
    })
  for (const folder of old) rmSync(folder, { recursive: true })
  return old.length
}
