import { sql } from 'drizzle-orm'
import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

/**
 * The column kinds of the house, once per engine. Tables are written against `Columns`, typed as PostgreSQL;
 * `storage/` hands them the kit of the engine in use. Anything that behaves differently on the two engines
 * has no place here.
 */
const bytea = pg.customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

const jsonText = <T>(name: string) =>
  pg.customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: value => JSON.stringify(value),
    fromDriver: text => JSON.parse(text) as T,
  })(name)

export const pgColumns = {
  table: pg.pgTable,
  /** Text: ids, states, ISO dates and half-days. */
  text: (name: string) => pg.text(name),
  /** An integer that fits 2^53: ms UTC, counts, half-days, 分. */
  int: (name: string) => pg.bigint(name, { mode: 'number' }),
  /** A sealed value or a key. */
  bytes: (name: string) => bytea(name),
  flag: (name: string) => pg.boolean(name),
  /** JSON kept as text. */
  json: jsonText,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  sql,
}

export type Columns = typeof pgColumns

const liteBytes = lite.customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'blob' })

const liteJson = <T>(name: string) =>
  lite.customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: value => JSON.stringify(value),
    fromDriver: text => JSON.parse(text) as T,
  })(name)

export const sqliteColumns = {
  table: lite.sqliteTable,
  text: (name: string) => lite.text(name),
  int: (name: string) => lite.integer(name),
  bytes: (name: string) => liteBytes(name),
  flag: (name: string) => lite.integer(name, { mode: 'boolean' }),
  json: liteJson,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  sql,
}
