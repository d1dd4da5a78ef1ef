import { existsSync } from 'node:fs'
import { activeReaders } from '../../care/heart/readers.ts'
import { openDirectory } from '../../care/people/directory.ts'
import { ANY_UNIT, dutyKey } from '../../care/people/duty.ts'
import { allPeople, hasAdministrator } from '../../care/people/store.ts'
import { isLive } from '../../config.ts'
import { dataFile, folderOf, MIGRATIONS } from '../../data.ts'
import { readSetting } from '../../runtime/settings.ts'
import { inspectSqlite } from '../../storage/inspect.ts'
import { openSqlite } from '../../storage/sqlite.ts'
import type { Check, Finding } from './finding.ts'

/** Whom the program needs before it goes live: people, an administrator, a reader, somebody on duty. */
export const checkPeople: Check = async ({ texts, config }) => {
  const file = dataFile(folderOf(config))
  // Looked at only in a database of this very program: nothing is brought up to date here.
  if (!isLive(config) || !existsSync(file) || !isCurrent(file)) return []
  const storage = openSqlite(file)
  try {
    const directory = openDirectory(storage, 'dingtalk')
    return await storage.read(async tx => {
      const findings: Finding[] = []
      const note = (state: Finding['state'], text: string) => void findings.push({ state, text })
      const people = (await allPeople(tx)).length
      if (people === 0) note('warn', texts.say('doctor.nobody'))
      else note('good', texts.say('doctor.people', { people }))
      if (!(await hasAdministrator(tx))) note('warn', texts.say('doctor.no_admin'))
      if ((await activeReaders(tx, directory)).length === 0) note('warn', texts.say('doctor.no_reader'))
      const userid = await readSetting(tx, dutyKey(ANY_UNIT))
      const duty = typeof userid === 'string' ? await directory.byUserid(tx, userid) : null
      if (!duty) note('warn', texts.say('doctor.no_duty'))
      else if (!duty.mobile) note('warn', texts.say('duty.no_mobile', { name: duty.name }))
      return findings
    })
  } finally {
    await storage.close()
  }
}

function isCurrent(file: string): boolean {
  try {
    return inspectSqlite(file, MIGRATIONS).schema === 'current'
  } catch {
    return false
  }
}
