import type { Tables } from '../../db/schema/tables.ts'
import type { Db, Params, Prepared, Statement, Tx } from './storage.ts'

/** One database connection with the statements prepared on it. */
export interface Connection {
  readonly db: Db
  readonly t: Tables
  run<P extends Params, R>(statement: Statement<P, R>, params: P): Promise<R>
}

export function connection(db: Db, t: Tables): Connection {
  const prepared = new Map<unknown, Prepared<unknown>>()
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
  }
}

/** The `tx` handed to one job; refuses to work once the job is over. */
export interface OpenTx extends Tx {
  readonly hooks: (() => void)[]
  end(): void
}

/** @param exec runs raw SQL on the same connection (savepoints) */
export function openTx(connection: Connection, exec: (sql: string) => unknown): OpenTx {
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
