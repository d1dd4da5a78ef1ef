import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { dataFile, folderOf, MIGRATIONS } from '../../data.ts'
import type { SystemTexts } from '../../runtime/system-texts.ts'
import { inspectSqlite } from '../../storage/inspect.ts'
import type { Check, Finding } from './finding.ts'

/** Free disk under which it is said, and under which it is a fault, in MB. */
const LITTLE = 1_000
const TOO_LITTLE = 100

/** The data folder, the disk under it, and the database in it. */
export const checkData: Check = async ({ texts, config }) => {
  if (config.DATABASE_URL !== undefined) return [{ state: 'bad', text: texts.say('doctor.postgres') }]
  const folder = folderOf(config)
  const findings = [checkFolder(folder, texts)]
  if (findings[0]?.state === 'bad') return findings
  findings.push(checkDisk(folder, texts))
  const file = dataFile(folder)
  if (existsSync(file)) findings.push(checkDatabase(file, texts))
  else findings.push({ state: 'good', text: texts.say('doctor.database_none', { file }) })
  return findings
}

function checkFolder(folder: string, texts: SystemTexts): Finding {
  try {
    accessSync(nearest(folder), constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return { state: 'bad', text: texts.say('doctor.folder_closed', { folder }) }
  }
  const open = existsSync(folder) && process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0
  return open
    ? { state: 'warn', text: texts.say('doctor.folder_open', { folder }) }
    : { state: 'good', text: texts.say('doctor.folder', { folder }) }
}

function checkDisk(folder: string, texts: SystemTexts): Finding {
  const { bavail, bsize } = statfsSync(nearest(folder))
  const free = Math.floor((bavail * bsize) / 1_000_000)
  if (free < TOO_LITTLE) return { state: 'bad', text: texts.say('doctor.disk_full', { free }) }
  if (free < LITTLE) return { state: 'warn', text: texts.say('doctor.disk_little', { free }) }
  return { state: 'good', text: texts.say('doctor.disk', { free }) }
}

function checkDatabase(file: string, texts: SystemTexts): Finding {
  try {
    const { schema, whole } = inspectSqlite(file, MIGRATIONS)
    if (schema === 'empty') return { state: 'good', text: texts.say('doctor.database_none', { file }) }
    if (schema === 'foreign') return { state: 'bad', text: texts.say('doctor.database_foreign') }
    if (schema === 'newer') return { state: 'bad', text: texts.say('doctor.database_newer') }
    if (!whole) return { state: 'bad', text: texts.say('doctor.database_broken', { file }) }
    return {
      state: 'good',
      text: texts.say(schema === 'older' ? 'doctor.database_older' : 'doctor.database'),
    }
  } catch {
    return { state: 'bad', text: texts.say('doctor.database_broken', { file }) }
  }
}

/** The folder itself, or the nearest one above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}
