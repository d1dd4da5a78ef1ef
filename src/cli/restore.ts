import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { dataFile, folderOf, keyFileOf, MIGRATIONS } from '../data.ts'
import { systemClock } from '../kernel/clock.ts'
import { Fault } from '../kernel/faults.ts'
import { writeAudit } from '../runtime/audit.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { inspectSqlite, isInUse, isMasterKeyOf } from '../storage/inspect.ts'
import { loadMasterKey } from '../storage/master-key.ts'
import { refuseOthers } from '../storage/standing.ts'
import { hashesOf } from './backup.ts'
import type { Command, Context } from './command.ts'
import { withData } from './data.ts'
import { eraseAgain } from './erase-again.ts'
import { ageOf, type Manifest, manifestOf } from './old-backups.ts'

/** Puts a backup back. Everything is checked first; what was there is moved aside, never deleted. */
export const restore: Command = {
  name: 'restore',
  usage: 'DIR',
  args: [1, 1],
  help: 'help.restore',
  async run(context, [named = '']) {
    const { texts, out, err } = context
    const from = context.path(named)
    const { sealed, manifest } = await checkBackup(from)
    const folder = folderOf(context.config())
    if (isInUse(dataFile(folder))) throw new Fault('STILL_RUNNING')
    const key = keyFileOf(context.config())
    if (existsSync(key)) {
      if (!isMasterKeyOf(join(from, 'xinqiao.db'), loadMasterKey(key, false))) throw new Fault('SEAL_BROKEN')
    } else if (sealed) err(texts.say('restore.no_key', { file: key }))
    const aside = await putBack(context, from, folder)
    if (aside) out(texts.say('restore.aside', { folder: aside }))
    const erased = await eraseAgain(context, aside)
    if (erased > 0) out(texts.say('restore.erased', { count: erased }))
    out(texts.say('restore.done', { folder }))
    out(texts.say('restore.age', { days: ageOf(manifest, systemClock.now()) }))
    return 0
  },
}

/** While it lasts nothing can start on the folder. @returns where the data went that was there, or null */
async function putBack(context: Context, from: string, folder: string): Promise<string | null> {
  const lock = lockFolder(folder)
  try {
    const aside = moveAside(folder)
    cpSync(join(from, 'xinqiao.db'), dataFile(folder))
    if (existsSync(join(from, 'files')))
      cpSync(join(from, 'files'), join(folder, 'files'), { recursive: true })
    await writeLine(context)
    return aside
  } finally {
    lock.release()
  }
}

/** @throws Fault BACKUP_INVALID unless every file listed is there, unchanged, and the database is whole */
async function checkBackup(from: string): Promise<{ sealed: boolean; manifest: Manifest }> {
  const manifest = manifestOf(from)
  if (!manifest) throw new Fault('BACKUP_INVALID')
  const found = await hashesOf(from)
  const listed = Object.entries(manifest.files)
  const same = listed.every(([path, hash]) => !isAbsolute(path) && found[path] === hash)
  if (!same || listed.length !== Object.keys(found).length || !found['xinqiao.db'])
    throw new Fault('BACKUP_INVALID')
  const { schema, whole, sealed } = inspectSqlite(join(from, 'xinqiao.db'), MIGRATIONS)
  refuseOthers(schema)
  if (!whole || schema === 'empty') throw new Fault('BACKUP_INVALID')
  return { sealed, manifest }
}

/** @returns where the present data went, or null where there was none */
function moveAside(folder: string): string | null {
  const present = ['xinqiao.db', 'xinqiao.db-wal', 'xinqiao.db-shm', 'files'].filter(name =>
    existsSync(join(folder, name)),
  )
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (present.length === 0) return null
  const stamp = Temporal.Now.instant().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
  const aside = join(folder, `before-restore-${stamp}`)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  for (const name of present) renameSync(join(folder, name), join(aside, name))
  return aside
}

function writeLine(context: Context): Promise<void> {
  return withData(context, ({ storage }, now) =>
    storage.transaction(tx => writeAudit(tx, { actor: 'cli', action: 'backup.restored', about: '' }, now)),
  )
}
