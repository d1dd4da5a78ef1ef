import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Tables } from '../../db/schema/tables.ts'

/**
 * What the floors above know of a database. One schema, typed as PostgreSQL, behaves alike on both engines as
 * long as row counts are asked for with `returning()` or `write` and nothing but `tx` is awaited inside a transaction.
 */
export interface Storage {
  readonly engine: 'sqlite' | 'postgres'
  /**
   * Runs `job` in a transaction and resolves after COMMIT. A job that throws leaves no trace; the jobs beside it
   * are untouched. The job awaits nothing but its `tx`.
   * @throws Fault TRANSACTION_NESTED inside another job; DATABASE_FAILED for a database error, without parameters
   */
  transaction<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Runs queries on one consistent snapshot, beside the writer.
   * @throws Fault TRANSACTION_NESTED inside another job; DATABASE_FAILED as above
   */
  read<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface Tx {
  /** Drizzle's query builder. Always awaited. */
  readonly db: Db
  readonly t: Tables
  /** Runs a prepared statement, prepared once per connection. For the road of a message. */
  run<P extends Params, R>(statement: Statement<P, R>, params: P): Promise<R>
  /** The same for a write of which nothing comes back, past the query builder. @returns how many rows it wrote */
  write<P extends Params>(statement: Statement<P, unknown>, params: P): Promise<number>
  /**
   * Waits until no other transaction holds what goes by a name, and holds it to the end of this one. For what is read and
   * then written by what was read; where a single writer works at a time it has nothing to wait for.
   */
  lock(name: string): Promise<void>
  /** Runs `job` so that its writes, and what it wants done after the commit, are undone when it throws; only its. */
  savepoint<T>(job: () => Promise<T>): Promise<T>
  /** Calls `hook` once everything is durable (a read: at its end); not at all when the job fails. */
  afterCommit(hook: () => void): void
}

export type Db = NodePgDatabase<Record<string, never>>

export type Params = Record<string, unknown>

/** A query that is built and prepared once per connection. Made by `statement`. */
export interface Statement<P extends Params, R> {
  readonly name: string
  readonly build: (db: Db, t: Tables) => Preparable<R>
  /** Phantom: the parameters it wants. */
  readonly params?: P
}

interface Preparable<R> {
  prepare(name: string): Prepared<R>
  toSQL(): { sql: string; params: unknown[] }
}

export interface Prepared<R> {
  execute(params?: Params): Promise<R>
}

/**
 * Declares a prepared statement; placeholders are drizzle's `sql.placeholder('name')`.
 * @example const byId = statement<{ id: string }>()('person.byId', (db, t) =>
 *   db.select().from(t.person).where(eq(t.person.id, sql.placeholder('id'))))
 */
export function statement<P extends Params>() {
  return <R>(name: string, build: (db: Db, t: Tables) => Preparable<R>): Statement<P, R> => ({ name, build })
}
