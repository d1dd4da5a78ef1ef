import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type Columns, sqliteColumns } from '../../db/schema/columns.ts'
import { allTables } from '../../db/schema/tables.ts'
import { readEntered } from '../care/calendar/store.ts'
import type { Settings } from '../config.ts'
import { dataFile, folderOf } from '../data.ts'
import type { Calendar } from '../kernel/calendar.ts'
import { connection, openTx } from '../storage/connection.ts'
import type { Db } from '../storage/storage.ts'
import { chineseCalendar } from '../understanding/calendar/index.ts'

/**
 * The calendar in force in the data folder, read without changing anything there, also beside a running server; as
 * shipped where there is no database yet, or one from before days could be entered.
 */
export async function enteredCalendar(config: Settings): Promise<Calendar> {
  const file = dataFile(folderOf(config))
  if (!existsSync(file)) return chineseCalendar()
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    if (!hasTable(raw, 'setting')) return chineseCalendar()
    const tables = allTables(sqliteColumns as unknown as Columns)
    const tx = openTx(connection(drizzle({ client: raw }) as unknown as Db, tables), refuse)
    const { years, days } = await readEntered(tx)
    return chineseCalendar({ years, overrides: days })
  } finally {
    raw.close()
  }
}

function hasTable(raw: Database.Database, name: string): boolean {
  const columns: unknown = raw.pragma(`table_info(${name})`)
  return Array.isArray(columns) && columns.length > 0
}

/** Reading needs no savepoint. */
function refuse(): never {
  throw new Error('The calendar is only read.')
}
