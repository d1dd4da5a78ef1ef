import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateSqlite } from '../../src/storage/migrate.ts'
import { open } from '../../src/storage/sqlite.ts'
import { MIGRATIONS } from '../support/engines.ts'
import { makeFolder } from '../support/folder.ts'

/** Ledgers, decisions and what is in writing only grow; `audit_segment` takes sealed pieces alone (tests/admin/audit). */
const GROWING = ['audit', 'bulletin', 'decision', 'ledger', 'permit'] as const

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

test.each(GROWING)('%s: no line is changed or deleted, nor another put in its place', table => {
  const columns = db.pragma(`table_info(${table})`) as Column[]
  insert('insert', table, columns, 1)
  const before = db.prepare(`select * from ${table}`).all()
  const key = columns.find(({ pk }) => pk === 0)?.name
  expect(() => db.prepare(`update ${table} set "${key}" = "${key}"`).run()).toThrow('append-only')
  // A decision goes with its application, which is gone here.
  if (table !== 'decision') expect(() => db.prepare(`delete from ${table}`).run()).toThrow('append-only')
  expect(() => insert('insert or replace', table, columns, 2)).toThrow('append-only')
  expect(db.prepare(`select * from ${table}`).all()).toEqual(before)
})

test.each(['insert or replace', 'insert or ignore'])(
  'the same cause a second time adds nothing to the ledger (%s)',
  verb => {
    const cause = `('b', 'annual', 2026, -2, 'leave', 'QJ-1', '', 0)`
    const columns = '(id, person, account, year, half_days, cause, ref, grant_ref, at)'
    const values = (id: string) => `${verb} into ledger ${columns} values ('${id}', ${cause.slice(1)}`
    db.prepare(values('first')).run()
    const before = db.prepare('select * from ledger').all()
    db.prepare(values('second')).run()
    expect(db.prepare('select * from ledger').all()).toEqual(before)
  },
)
