import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MIGRATIONS } from '../../src/data.ts'
import { migrateSqlite } from '../../src/storage/migrate.ts'
import { makeFolder } from './folder.ts'

let blank: Buffer | undefined

/** A database file with this program's schema and no rows, migrated once: that costs more than all else of a start. */
export function putSchema(file: string): void {
  blank ??= makeBlank()
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, blank, { mode: 0o600 })
}

function makeBlank(): Buffer {
  const folder = makeFolder()
  const file = join(folder, 'blank.db')
  migrateSqlite(file, MIGRATIONS)
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true })
  return bytes
}
