import { AsyncLocalStorage } from 'node:async_hooks'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type Columns, sqliteColumns } from '../../db/schema/columns.ts'
import { allTables, type Tables } from '../../db/schema/tables.ts'
import { Fault } from '../kernel/faults.ts'
import { openCheckpoints } from './checkpoints.ts'
import { compiledOnce } from './compiled-once.ts'
import { type Connection, connection, openTx, type Writer } from './connection.ts'
import { withoutParameters } from './failures.ts'
import type { Db, Storage, Tx } from './storage.ts'

/** Jobs that share one COMMIT. More would delay the first of them for little gain (bench/floor). */
const GROUP = 64

interface Waiting {
  job: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * SQLite under WAL with `synchronous=FULL`. Writers queue for a private connection: up to 64 jobs share one
 * BEGIN IMMEDIATE … COMMIT, each inside a savepoint of its own, so durability costs one fsync for all of them.
 * @param checkpointThread the file of `checkpoint-thread.ts`; without it the writer makes its checkpoints itself
 */
export function openSqlite(file: string, checkpointThread?: string): Storage {
  const writer = open(file)
  const checkpoints = checkpointThread === undefined ? null : openCheckpoints(writer, file, checkpointThread)
  const reader = open(file)
  reader.pragma('query_only = 1')
  const t = sqliteTables()
  const write = connection(database(writer), t, writerOf(writer))
  const exec = executor(writer)
  const execRead = executor(reader)
  const read = connection(database(reader), t, writerOf(reader))
  const inside = new AsyncLocalStorage<true>()
  const queue: Waiting[] = []
  let busy = false
  /** Reads take turns on their connection, so that each has a snapshot of its own. */
  let reading: Promise<unknown> = Promise.resolve()

  async function flush(): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0, GROUP)
      await commit(writer, exec, write, group, inside)
      checkpoints?.written(group.length)
    }
    busy = false
  }

  return {
    engine: 'sqlite',
    transaction<T>(job: (tx: Tx) => Promise<T>): Promise<T> {
      if (inside.getStore()) return Promise.reject(new Fault('TRANSACTION_NESTED'))
      return new Promise<T>((resolve, reject) => {
        queue.push({ job, resolve: value => resolve(value as T), reject })
        if (busy) return
        busy = true
        // After the poll phase, so that everything the sockets brought this time shares the commit.
        setImmediate(() => void flush())
      })
    },
    read(job) {
      if (inside.getStore()) return Promise.reject(new Fault('TRANSACTION_NESTED'))
      const mine = reading.then(() => inside.run(true, () => snapshot(execRead, read, job)))
      reading = mine.catch(() => {})
      return mine
    },
    async close() {
      while (busy) await new Promise(resolve => setImmediate(resolve))
      await checkpoints?.close()
      reader.close()
      writer.pragma('wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}

/** One read: everything it asks is of the moment of its first query. */
async function snapshot<T>(
  exec: (sql: string) => void,
  connection: Connection,
  job: (tx: Tx) => Promise<T>,
): Promise<T> {
  const tx = openTx(connection, exec)
  exec('begin')
  try {
    const value = await job(tx)
    for (const hook of tx.hooks) hook()
    return value
  } catch (error) {
    throw withoutParameters(error)
  } finally {
    tx.end()
    exec('commit')
  }
}

/** Reads from a file without changing it, also beside a program that works with it. */
export async function readSqlite<T>(file: string, job: (tx: Tx) => Promise<T>): Promise<T> {
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  try {
    return await job(openTx(connection(database(raw), sqliteTables(), writerOf(raw)), sql => raw.exec(sql)))
  } finally {
    raw.close()
  }
}

/** Opens the file with the pragmas of the house; also used by migrations and backups. */
export function open(file: string): Database.Database {
  const db = new Database(file, { timeout: 5_000 })
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('secure_delete = ON')
  db.pragma('cache_size = -32000')
  return db
}

/** Runs the few commands that frame transactions, each compiled once. */
function executor(raw: Database.Database): (sql: string) => void {
  const known = new Map<string, Database.Statement>()
  return sql => {
    let command = known.get(sql)
    if (!command) {
      command = raw.prepare(sql)
      known.set(sql, command)
    }
    command.run()
  }
}

/** One group: BEGIN, every job in its savepoint, COMMIT, then the answers. */
async function commit(
  raw: Database.Database,
  exec: (sql: string) => void,
  write: Connection,
  group: Waiting[],
  inside: AsyncLocalStorage<true>,
): Promise<void> {
  const done: (() => void)[] = []
  const failed: (() => void)[] = []
  try {
    exec('begin immediate')
    for (const { job, resolve, reject } of group) {
      const tx = openTx(write, exec)
      exec('savepoint job')
      try {
        const value = await inside.run(true, () => withoutForeignWaits(job(tx)))
        exec('release savepoint job')
        done.push(() => resolve(value), ...tx.hooks)
      } catch (error) {
        exec('rollback to savepoint job')
        exec('release savepoint job')
        failed.push(() => reject(withoutParameters(error)))
      } finally {
        tx.end()
      }
    }
    exec('commit')
  } catch (error) {
    if (raw.inTransaction) raw.exec('rollback')
    for (const { reject } of group) reject(withoutParameters(error))
    return
  }
  for (const tell of failed) tell()
  for (const tell of done) tell()
}

/**
 * Everything on SQLite settles within microtasks. A job still running in the next turn of the event loop waits
 * for something that is not its `tx`, and would hold everybody's lock.
 */
function withoutForeignWaits<T>(job: Promise<T>): Promise<T> {
  let watch: NodeJS.Immediate | undefined
  const stalled = new Promise<never>((_, reject) => {
    watch = setImmediate(() => reject(new Error('A transaction awaited something that is not its `tx`.')))
  })
  return Promise.race([job, stalled]).finally(() => clearImmediate(watch))
}

function writerOf(raw: Database.Database): Writer {
  return (_name, text) => {
    const command = raw.prepare(text)
    return values => command.run(values).changes
  }
}

function sqliteTables(): Tables {
  return allTables(sqliteColumns as unknown as Columns)
}

function database(raw: Database.Database): Db {
  return drizzle({ client: compiledOnce(raw) }) as unknown as Db
}
