import type { Command } from '../command.ts'
import type { PatternName } from '../patterns.ts'

/** The command that says a pattern's words. */
export function say(pattern: PatternName, values?: Record<string, string | number>): Command {
  return values ? { do: 'say', pattern, values } : { do: 'say', pattern }
}
