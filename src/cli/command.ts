import type { ParseArgsConfig } from 'node:util'
import type { Settings } from '../config.ts'
import type { Say } from '../runtime/system-says.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'

/** One command of `xinqiao`. Its description stands in `flows/_system.yaml` as `help.<name>`. */
export interface Command {
  /** One or two words: `people import`. */
  readonly name: string
  /** What follows the name: `FILE`, `USERID [UNIT]`. */
  readonly usage: string
  /** Fewest and most arguments. */
  readonly args: readonly [number, number]
  readonly help: Extract<Say, `help.${string}`>
  readonly options?: NonNullable<ParseArgsConfig['options']>
  /** @returns the exit code: 0 done, 1 something is wrong */
  run(context: Context, args: readonly string[], options: Options): Promise<number>
}

export type Options = Readonly<Record<string, string | boolean | undefined>>

/** Where a command line reads and writes. */
export interface Streams {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly errors: NodeJS.WritableStream
}

/** What commands work with. */
export interface Context {
  readonly texts: SystemTexts
  /** Read when first asked for. @throws Fault CONFIG_INVALID */
  config(): Settings
  /** A file or folder named on the command line. */
  path(named: string): string
  readonly streams: Streams
  /** A line on stdout. */
  out(line: string): void
  /** A line on stderr. */
  err(line: string): void
}
