import { createHash } from 'node:crypto'
import { cpSync, createReadStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { dataFile } from '../data.ts'
import { Fault } from '../kernel/faults.ts'
import { writeAudit } from '../runtime/audit.ts'
import { copySqlite } from '../storage/inspect.ts'
import type { Command } from './command.ts'
import { withData } from './data.ts'
import { deleteOld, MANIFEST, type Manifest } from './old-backups.ts'
import { VERSION } from './version.ts'

/**
 * A folder with the database, the sealed files, and a list of what is in it. Not the master key: whoever finds
 * the backup cannot read what is sealed, and whoever loses the key cannot either.
 */
export const backup: Command = {
  name: 'backup',
  usage: '[--keep DAYS] DIR',
  args: [1, 1],
  help: 'help.backup',
  options: { keep: { type: 'string' } },
  run: (context, [named = ''], { keep }) =>
    withData(context, async ({ storage, folder, live }, now) => {
      const to = context.path(named)
      const days = keep === undefined ? null : daysOf(keep)
      if (existsSync(to) && readdirSync(to).length > 0)
        throw new Fault('FOLDER_TAKEN', { values: { folder: to } })
      mkdirSync(to, { recursive: true, mode: 0o700 })
      await storage.transaction(tx => writeAudit(tx, { actor: 'cli', action: 'backup.made', about: '' }, now))
      // The database first: files it does not know yet do no harm, files it knows must be there.
      await copySqlite(dataFile(folder), join(to, 'xinqiao.db'))
      const files = join(folder, 'files')
      if (existsSync(files)) cpSync(files, join(to, 'files'), { recursive: true })
      const manifest = {
        xinqiao: VERSION,
        at: Temporal.Instant.fromEpochMilliseconds(now).toString(),
        live,
        files: await hashesOf(to),
      } satisfies Manifest
      writeFileSync(join(to, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
      const values = { folder: to, files: Object.keys(manifest.files).length - 1 }
      context.out(context.texts.say('backup.made', values))
      context.out(context.texts.say('backup.no_key'))
      // Only once the new one is whole.
      if (days !== null)
        context.out(context.texts.say('backup.expired', { n: deleteOld(to, live, days, now), days }))
      return 0
    }),
}

/** @throws Fault INPUT_INVALID */
function daysOf(keep: string | boolean): number {
  const days = Number(keep)
  if (!Number.isInteger(days) || days < 1 || days > 3_650)
    throw new Fault('INPUT_INVALID', {
      details: [{ where: '--keep', rule: 'number', values: { min: 1, max: 3_650 } }],
    })
  return days
}

/** The SHA-256 of every file below a folder but its list, by path. */
export async function hashesOf(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
      .slice(folder.length)
      .replaceAll('\\', '/')
      .replace(/^\//, '')
    if (!entry.isFile() || path === MANIFEST) continue
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(folder, path)), hash)
    hashes[path] = hash.digest('hex')
  }
  return hashes
}
