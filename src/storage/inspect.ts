import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { type MasterKey, unwrap } from './master-key.ts'
import { suiteOfByte } from './seal.ts'
import { type Standing, standingOf } from './standing.ts'

/** How a SQLite file of this program stands. */
export interface Inspection {
  readonly schema: Standing
  readonly whole: boolean
  /** Sealed values are in it, so that its master key is needed. */
  readonly sealed: boolean
}

/**
 * Looks at a database file without changing it.
 * @param migrations `db/migrations/sqlite`
 * @throws SqliteError where it is no database
 */
export function inspectSqlite(file: string, migrations: string): Inspection {
  return reading(file, raw => {
    const check = raw.pragma('integrity_check', { simple: true })
    const applied = has(raw, '__drizzle_migrations')
      ? (raw.prepare('select created_at as at from __drizzle_migrations').all() as { at: number }[])
      : []
    const sealed = has(raw, 'data_key') && raw.prepare('select 1 from data_key limit 1').get() !== undefined
    return {
      schema: standingOf(
        applied.map(row => row.at),
        migrations,
      ),
      whole: check === 'ok',
      sealed,
    }
  })
}

/** Whether a master key opens the data keys of a file; true where it has none. */
export function isMasterKeyOf(file: string, master: MasterKey): boolean {
  return reading(file, raw => {
    const row = raw.prepare('select id, wrapped from data_key limit 1').get() as
      | { id: string; wrapped: Buffer }
      | undefined
    if (!row) return true
    try {
      suiteOfByte(row.wrapped[1])
      unwrap(master, `data_key.wrapped:${row.id}`, row.wrapped)
      return true
    } catch {
      return false
    }
  })
}

/** Whether a file has a table: one from before it was invented has not. */
export function hasTable(file: string, table: string): boolean {
  return reading(file, raw => has(raw, table))
}

/** Whether another process has the file open: SQLite leaves WAL only for whoever is alone with it. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false
  const raw = new Database(file, { timeout: 0 })
  try {
    const alone = raw.pragma('journal_mode = DELETE', { simple: true }) === 'delete'
    raw.pragma('journal_mode = WAL')
    return !alone
  } catch {
    return true
  } finally {
    raw.close()
  }
}

/** Copies a database to a new file, consistently, also while a program works with it. */
export async function copySqlite(from: string, to: string): Promise<void> {
  const raw = new Database(from, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    // In one step: a copy in several begins anew with every write of somebody else.
    await raw.backup(to, { progress: () => 0x7fff_ffff })
  } finally {
    raw.close()
  }
  // One file and no more: a copy in WAL mode would grow two beside it as soon as somebody looks at it.
  const copy = new Database(to)
  copy.pragma('journal_mode = DELETE')
  copy.close()
}

function has(raw: Database.Database, table: string): boolean {
  return raw.prepare('select 1 from sqlite_master where name = ?').get(table) !== undefined
}

function reading<T>(file: string, job: (raw: Database.Database) => T): T {
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    return job(raw)
  } finally {
    raw.close()
  }
}
