import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { pgColumns } from '../../db/schema/columns.ts'
import * as postgres from '../../db/schema/postgres.ts'
import * as sqlite from '../../db/schema/sqlite.ts'
import { allTables } from '../../db/schema/tables.ts'
import { inspectSqlite } from '../../src/storage/inspect.ts'
import { migrateSqlite } from '../../src/storage/migrate.ts'
import { open } from '../../src/storage/sqlite.ts'
import { MIGRATIONS } from '../support/engines.ts'
import { tempFolder } from '../support/folder.ts'

test('migrating twice is migrating once', () => {
  const file = join(tempFolder(), 'a.db')
  migrateSqlite(file, join(MIGRATIONS, 'sqlite'))
  migrateSqlite(file, join(MIGRATIONS, 'sqlite'))
  const db = open(file)
  const known = readdirSync(join(MIGRATIONS, 'sqlite')).filter(name => name.endsWith('.sql')).length
  expect(db.prepare('select count(*) as n from __drizzle_migrations').get()).toEqual({ n: known })
  db.close()
})

test('a database written by a newer program is refused, and not touched', () => {
  const file = join(tempFolder(), 'a.db')
  migrateSqlite(file, join(MIGRATIONS, 'sqlite'))
  const db = open(file)
  db.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(
    'later',
    9_999_999_999_999,
  )
  db.close()
  expect(() => migrateSqlite(file, join(MIGRATIONS, 'sqlite'))).toThrow(
    expect.objectContaining({ code: 'DATABASE_NEWER' }),
  )
})

test('a database made by a draft of the program is refused in words, by the start and by the doctor', () => {
  const file = join(tempFolder(), 'a.db')
  migrateSqlite(file, join(MIGRATIONS, 'sqlite'))
  const db = open(file)
  db.prepare('update __drizzle_migrations set created_at = created_at - 1').run()
  db.close()
  expect(() => migrateSqlite(file, join(MIGRATIONS, 'sqlite'))).toThrow(
    expect.objectContaining({ code: 'DATABASE_FOREIGN' }),
  )
  expect(inspectSqlite(file, join(MIGRATIONS, 'sqlite')).schema).toBe('foreign')
})

test('every table is handed to the migration tool, for both engines', () => {
  const names = Object.keys(allTables(pgColumns)).sort()
  const exported = (all: object, kind: typeof PgTable | typeof SQLiteTable) =>
    Object.entries(all)
      .filter(([, value]) => is(value, kind))
      .map(([name]) => name)
      .sort()
  expect(exported(postgres, PgTable)).toEqual(names)
  expect(exported(sqlite, SQLiteTable)).toEqual(names)
})
