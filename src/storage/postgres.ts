import { AsyncLocalStorage } from 'node:async_hooks'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { pgColumns } from '../../db/schema/columns.ts'
import { allTables } from '../../db/schema/tables.ts'
import { Fault } from '../kernel/faults.ts'
import { type Connection, connection, openTx, type Writer } from './connection.ts'
import { withoutParameters } from './failures.ts'
import type { Storage, Tx } from './storage.ts'

/** Enough for one process on this road: more connections only queue inside the server. */
const CONNECTIONS = 8

/** Let go at the end of the transaction, however it ends. */
const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 0))'

/** PostgreSQL: real transactions on pooled connections, READ COMMITTED for writers, rows claimed with SKIP LOCKED. */
export function openPostgres(url: string): Storage {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const t = allTables(pgColumns)
  const connections = new WeakMap<pg.PoolClient, Connection>()
  const inside = new AsyncLocalStorage<true>()

  const connectionOf = (client: pg.PoolClient): Connection => {
    const known = connections.get(client) ?? connection(drizzle({ client }), t, writerOf(client))
    connections.set(client, known)
    return known
  }

  async function within<T>(begin: string, job: (tx: Tx) => Promise<T>): Promise<T> {
    if (inside.getStore()) throw new Fault('TRANSACTION_NESTED')
    const client = await pool.connect().catch(error => {
      throw withoutParameters(error)
    })
    const tx = openTx(
      connectionOf(client),
      sql => client.query(sql),
      key => client.query({ name: 'lock', text: LOCK, values: [key] }),
    )
    let broken = false
    try {
      await client.query(begin)
      const value = await inside.run(true, () => job(tx))
      await client.query('commit')
      for (const hook of tx.hooks) hook()
      return value
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw withoutParameters(error)
    } finally {
      tx.end()
      client.release(broken)
    }
  }

  return {
    engine: 'postgres',
    transaction: job => within('begin', job),
    // Under READ COMMITTED every statement would see a snapshot of its own.
    read: job => within('begin isolation level repeatable read read only', job),
    close: () => pool.end(),
  }
}

function writerOf(client: pg.PoolClient): Writer {
  return (name, text) => async values => (await client.query({ name, text, values })).rowCount ?? 0
}
