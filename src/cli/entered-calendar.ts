import { existsSync } from 'node:fs'
import { readEntered } from '../care/calendar/store.ts'
import type { Settings } from '../config.ts'
import { dataFile, folderOf } from '../data.ts'
import type { Calendar } from '../kernel/calendar.ts'
import { hasTable } from '../storage/inspect.ts'
import { readSqlite } from '../storage/sqlite.ts'
import { chineseCalendar } from '../understanding/calendar/index.ts'

/**
 * The calendar in force in the data folder, read without changing anything there, also beside a running server; as
 * shipped where there is no database yet, or one from before days could be entered.
 */
export async function enteredCalendar(config: Settings): Promise<Calendar> {
  const file = dataFile(folderOf(config))
  if (!existsSync(file) || !hasTable(file, 'setting')) return chineseCalendar()
  const { years, days } = await readSqlite(file, readEntered)
  return chineseCalendar({ years, overrides: days })
}
