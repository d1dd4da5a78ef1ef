import { is, Param, Placeholder } from 'drizzle-orm'
import type { Tables } from '../../db/schema/tables.ts'
import type { Db, Params, Prepared, Statement, Tx } from './storage.ts'

/** One database connection with the statements prepared on it. */
export interface Connection {
  readonly db: Db
  readonly t: Tables
  run<P extends Params, R>(statement: Statement<P, R>, params: P): Promise<R>
  write<P extends Params>(statement: Statement<P, unknown>, params: P): Promise<number>
}

/** How an engine prepares a write: a function of its values that says how many rows it wrote. */
export type Writer = (name: string, text: string) => (values: unknown[]) => number | Promise<number>

export function connection(db: Db, t: Tables, writer: Writer): Connection {
  const prepared = new Map<unknown, Prepared<unknown>>()
  const writes = new Map<unknown, (params: Params) => number | Promise<number>>()
  return {
    db,
    t,
    run<P extends Params, R>(statement: Statement<P, R>, params: P): Promise<R> {
      let ready = prepared.get(statement) as Prepared<R> | undefined
      if (!ready) {
        ready = statement.build(db, t).prepare(statement.name)
        prepared.set(statement, ready)
      }
      return ready.execute(params)
    },
    async write(statement, params) {
      let ready = writes.get(statement)
      if (!ready) {
        const { sql, params: wanted } = statement.build(db, t).toSQL()
        const [write, values] = [writer(statement.name, sql), wanted.map(bindingOf)]
        ready = given => write(values.map(of => of(given)))
        writes.set(statement, ready)
      }
      return ready(params)
    },
  }
}

/** What is bound at a place of a statement: a parameter as its column stores it, or what stands there for good. */
function bindingOf(wanted: unknown): (params: Params) => unknown {
  if (is(wanted, Placeholder)) return params => params[wanted.name]
  if (!is(wanted, Param) || !is(wanted.value, Placeholder)) return () => wanted
  const { encoder, value } = wanted
  return params => encoder.mapToDriverValue(params[value.name])
}

/** The `tx` handed to one job; refuses to work once the job is over. */
export interface OpenTx extends Tx {
  readonly hooks: (() => void)[]
  end(): void
}

/**
 * @param exec runs raw SQL on the same connection (savepoints)
 * @param lock takes what goes by a name; an engine with one writer at a time needs none
 */
export function openTx(
  connection: Connection,
  exec: (sql: string) => unknown,
  lock: (name: string) => Promise<unknown> = async () => {},
): OpenTx {
  let depth = 0
  const hooks: (() => void)[] = []
  let open = true
  const alive = () => {
    if (!open) throw new Error('This transaction is over; its `tx` was kept too long.')
  }
  return {
    hooks,
    end: () => {
      open = false
    },
    get db() {
      alive()
      return connection.db
    },
    t: connection.t,
    run(statement, params) {
      alive()
      return connection.run(statement, params)
    },
    write(statement, params) {
      alive()
      return connection.write(statement, params)
    },
    async lock(name) {
      alive()
      await lock(name)
    },
    async savepoint(job) {
      alive()
      const name = `inner_${++depth}`
      const before = hooks.length
      await exec(`savepoint ${name}`)
      try {
        const result = await job()
        await exec(`release savepoint ${name}`)
        return result
      } catch (error) {
        await exec(`rollback to savepoint ${name}`)
        await exec(`release savepoint ${name}`)
        // What was undone must not be sent, nor remembered.
        hooks.length = before
        throw error
      } finally {
        depth--
      }
    },
    afterCommit(hook) {
      alive()
      hooks.push(hook)
    },
  }
}
