import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateSqlite } from '../../src/storage/migrate.ts'
import { open } from '../../src/storage/sqlite.ts'
import { MIGRATIONS } from '../support/engines.ts'
import { makeFolder } from '../support/folder.ts'

/** Ledgers, decisions and what is in writing only grow; `audit_segment` takes sealed pieces alone (tests/admin/audit). */
const GROWING = ['audit', 'bulletin', 'decision', 'ledger', 'permit'] as const

/** Of these not even “insert or replace” puts another line in the place of one. */
const WRITTEN: readonly string[] = ['audit', 'permit']

const folder = makeFolder()
let db: ReturnType<typeof open>
beforeAll(() => {
  const file = join(folder, 'a.db')
  migrateSqlite(file, join(MIGRATIONS, 'sqlite'))
  db = open(file)
  db.pragma('foreign_keys = off')
})
afterAll(() => {
  db?.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Column {
  readonly name: string
  readonly type: string
  readonly pk: number
}

/** A row of numbers and texts, whatever its columns are called. */
function insert(verb: string, table: string, columns: readonly Column[], value: number): void {
  const values = columns.map(({ type, pk }) =>
    type.toLowerCase() === 'integer' ? (pk ? 1 : value) : `${value}`,
  )
  // A key is the same each time.
  columns.forEach(({ pk }, i) => {
    if (pk && typeof values[i] === 'string') values[i] = 'key'
  })
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  db.prepare(`${verb} into ${table} (${names}) values (${columns.map(() => '?').join(', ')})`).run(...values)
}

test('every table that refuses to be changed is known here', () => {
  const triggers = db
    .prepare(`select name, tbl_name as t from sqlite_master where type = 'trigger'`)
    .all() as {
    name: string
    t: string
  }[]
  const kept = new Set(triggers.filter(({ name }) => name.endsWith('_no_update')).map(({ t }) => t))
  expect([...kept].sort()).toEqual([...GROWING, 'audit_segment'].sort())
})

test.each(GROWING)(
  '%s: no line is changed or deleted, nor what is in writing put in the place of another',
  table => {
    const columns = db.pragma(`table_info(${table})`) as Column[]
    insert('insert', table, columns, 1)
    const before = db.prepare(`select * from ${table}`).all()
    const key = columns.find(({ pk }) => pk === 0)?.name
    expect(() => db.prepare(`update ${table} set "${key}" = "${key}"`).run()).toThrow('append-only')
    // A decision goes with its application, which is gone here.
    if (table !== 'decision') expect(() => db.prepare(`delete from ${table}`).run()).toThrow('append-only')
    if (WRITTEN.includes(table))
      expect(() => insert('insert or replace', table, columns, 2)).toThrow('append-only')
    expect(db.prepare(`select * from ${table}`).all()).toEqual(before)
  },
)
