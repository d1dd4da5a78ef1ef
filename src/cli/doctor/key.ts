import { existsSync, statSync } from 'node:fs'
import { dataFile, folderOf, keyFileOf, MIGRATIONS } from '../../data.ts'
import { Fault } from '../../kernel/faults.ts'
import { inspectSqlite, isMasterKeyOf } from '../../storage/inspect.ts'
import { loadMasterKey } from '../../storage/master-key.ts'
import type { Check, Finding, Patient } from './finding.ts'

/** The master key: there, its own, and nobody else's to read. */
export const checkKey: Check = async patient => {
  const { texts, config } = patient
  const file = keyFileOf(config)
  if (!existsSync(file))
    return [
      isSealed(patient)
        ? { state: 'bad', text: texts.say('doctor.key_missing', { file }) }
        : { state: 'good', text: texts.say('doctor.key_none', { file }) },
    ]
  return [checkOwner(file, patient), checkFit(file, patient)].filter(finding => finding !== null)
}

function checkOwner(file: string, { texts }: Patient): Finding | null {
  if (process.platform === 'win32') return null
  const { mode, uid } = statSync(file)
  if ((mode & 0o077) !== 0) return { state: 'bad', text: texts.say('doctor.key_open', { file }) }
  if (uid !== process.getuid?.()) return { state: 'warn', text: texts.say('doctor.key_owner', { file }) }
  return null
}

function checkFit(file: string, { texts, config }: Patient): Finding {
  try {
    const master = loadMasterKey(file, false)
    const database = dataFile(folderOf(config))
    const fits = !existsSync(database) || !isReadable(database) || isMasterKeyOf(database, master)
    return fits
      ? { state: 'good', text: texts.say('doctor.key', { file }) }
      : { state: 'bad', text: texts.say('doctor.key_wrong', { file }) }
  } catch (error) {
    if (!(error instanceof Fault) && !(error instanceof Error && 'code' in error)) throw error
    return { state: 'bad', text: texts.say('doctor.key_malformed', { file }) }
  }
}

function isSealed({ config }: Patient): boolean {
  const database = dataFile(folderOf(config))
  return existsSync(database) && isReadable(database) && inspectSqlite(database, MIGRATIONS).sealed
}

/** A broken database has a finding of its own. */
function isReadable(database: string): boolean {
  try {
    return inspectSqlite(database, MIGRATIONS).schema !== 'empty'
  } catch {
    return false
  }
}
