import { Fault } from '../kernel/faults.ts'

/**
 * Turns a database error into one without parameters: drizzle and PostgreSQL put the values of a statement into
 * their messages, and those may be somebody's words. Anything else passes unchanged.
 */
export function withoutParameters(error: unknown): unknown {
  const code = codeOf(error)
  if (code === null) return error
  const busy = code === 'SQLITE_BUSY' || code === '40001' || code === '40P01' || code === '55P03'
  return new Fault(busy ? 'DATABASE_BUSY' : 'DATABASE_FAILED', {
    details: [{ where: 'database', rule: 'problem', values: { value: code } }],
  })
}

/** The engine's code of a database error (of itself or of what caused it), or null when it is something else. */
function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === 'SqliteError' || at.name === 'DrizzleQueryError' || isPostgres(at)) {
      const deepest = at.cause instanceof Error ? codeOf(at.cause) : null
      return deepest ?? ('code' in at && typeof at.code === 'string' ? at.code : at.name)
    }
  }
  return null
}

function isPostgres(error: Error): boolean {
  return 'code' in error && 'severity' in error
}
