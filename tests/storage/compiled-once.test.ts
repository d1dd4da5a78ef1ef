import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, test, vi } from 'vitest'
import { compiledOnce } from '../../src/storage/compiled-once.ts'

const day = sqliteTable('day', { id: integer().primaryKey(), name: text().notNull() })

function opened() {
  const raw = new Database(':memory:')
  raw.exec('create table day (id integer primary key, name text not null)')
  return { prepare: vi.spyOn(raw, 'prepare'), db: drizzle({ client: compiledOnce(raw) }) }
}

test('the same text is compiled once, whatever its values', () => {
  const { prepare, db } = opened()
  for (const id of [1, 2, 3])
    db.insert(day)
      .values({ id, name: `${id}` })
      .run()
  for (const id of [1, 2, 3])
    expect(db.select().from(day).where(sql`id = ${id}`).all()).toEqual([{ id, name: `${id}` }])
  expect(prepare).toHaveBeenCalledTimes(2)
})

test('one text is asked for as rows by name and as lists, in turn', () => {
  const { prepare, db } = opened()
  db.insert(day).values({ id: 1, name: '1' }).run()
  const all = sql`select "id", "name" from "day"`
  for (let round = 0; round < 2; round++) {
    expect(db.all(all)).toEqual([{ id: 1, name: '1' }])
    expect(db.values(all)).toEqual([[1, '1']])
    expect(db.get(all)).toEqual({ id: 1, name: '1' })
  }
  expect(prepare).toHaveBeenCalledTimes(2)
})

test('texts without end are not all kept', () => {
  const { prepare, db } = opened()
  for (let n = 0; n < 500; n++) db.all(sql.raw(`select ${n}`))
  db.all(sql.raw('select 499'))
  expect(prepare).toHaveBeenCalledTimes(500)
  db.all(sql.raw('select 0'))
  expect(prepare).toHaveBeenCalledTimes(501)
})
