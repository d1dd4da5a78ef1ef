import pino from 'pino'
import type { Log } from './runtime/log.ts'

/** Names under which secrets and words travel; whatever they hold stays out of the log. */
const HIDDEN =
  /pass|secret|token|cookie|authorization|ticket|webhook|text|body|content|message|name|mobile|words|say/i

/** Longer values are no ids. */
const LONGEST = 200

/**
 * The program's log, as JSON lines on stderr: dotted names with ids, codes and numbers. What could be somebody's
 * words is left out, whoever passes it: everything but plain ASCII of a moderate length, and whole objects.
 */
export function openLog(level: string, write: (line: string) => void = toStderr): Log {
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'name',
      formatters: { level: label => ({ level: label }), log: withoutContent },
      serializers: { err: () => undefined },
    },
    { write },
  )
  return {
    info: (about, name) => log.info(about, name),
    warn: (about, name) => log.warn(about, name),
    error: (about, name) => log.error(about, name),
  }
}

/** What of an object may be written. */
export function withoutContent(about: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(about).map(([key, value]) => [
    key,
    HIDDEN.test(key) ? '[hidden]' : plain(value),
  ])
  return Object.fromEntries(kept)
}

function plain(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'string' && value.length <= LONGEST && /^[\x20-\x7e]*$/.test(value)) return value
  return value === undefined ? undefined : '[hidden]'
}

function toStderr(line: string): void {
  process.stderr.write(line)
}
