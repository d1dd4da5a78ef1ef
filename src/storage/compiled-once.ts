import type Database from 'better-sqlite3'

/** Statements kept; texts that differ by the length of a list would otherwise pile up. */
const KEPT = 200

/**
 * The connection as the query builder sees it: what it writes anew each time is compiled once, since compiling costs
 * SQLite more than most statements do.
 */
export function compiledOnce(raw: Database.Database): Database.Database {
  const known = new Map<string, object>()
  const prepare = (text: string): object => {
    const found = known.get(text)
    if (found) return found
    if (known.size >= KEPT) known.clear()
    const made = shared(raw.prepare(text))
    known.set(text, made)
    return made
  }
  return { prepare } as unknown as Database.Database
}

/** Whether rows come as lists or by name is a state of the statement: each call says it anew. */
function shared(statement: Database.Statement): object {
  return {
    run: (...values: unknown[]) => statement.run(...values),
    all: (...values: unknown[]) => statement.raw(false).all(...values),
    get: (...values: unknown[]) => statement.raw(false).get(...values),
    raw: () => statement.raw(true),
  }
}
