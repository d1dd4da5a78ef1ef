import { type Compiled, compile, type TypeOf } from './expression/compile.ts'
import { ExpressionError } from './expression/parse.ts'
import type { PartsFile } from './file-parts.ts'
import type { Check } from './flow.ts'
import { compileCondition, compileParts, compileTemplate, type Parts, type Template } from './template.ts'

/** Reports a problem at a place of the file. */
export type Report = (path: Path, what: string) => void

/**
 * Compiles the expressions and texts of one flow file. What is wrong is reported and a stand-in comes back, so that
 * everything after it can be looked at too; a flow with a problem is never used.
 */
export interface Compiler {
  condition(text: string, path: Path): Compiled
  derivation(text: string, path: Path): Compiled
  template(text: string, path: Path): Template
  parts(file: PartsFile, path: Path): Parts
  check(file: { that: string; say: PartsFile }, path: Path): Check
}

type Path = readonly (string | number)[]

/** Stands where an expression could not be compiled. */
export const NOTHING: Compiled = {
  source: '',
  type: 'yes_no',
  tree: { op: 'text', value: '' },
  names: new Set(),
  evaluate: () => undefined,
}
const NO_TEXT: Template = { source: '', pieces: [], names: new Set() }

/** The compile functions, reporting instead of throwing. */
export function compiler(typeOf: TypeOf, report: Report): Compiler {
  const guard = <T>(path: Path, instead: T, make: () => T): T => {
    try {
      return make()
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      report(path, error.message)
      return instead
    }
  }
  const c: Compiler = {
    derivation: (text, path) => guard(path, NOTHING, () => compile(text, typeOf)),
    condition: (text, path) => guard(path, NOTHING, () => compileCondition(text, typeOf)),
    template: (text, path) => guard(path, NO_TEXT, () => compileTemplate(text, typeOf)),
    parts: (file, path) => guard(path, { parts: [] }, () => compileParts(file, typeOf)),
    check: (file, path) => ({
      that: c.condition(file.that, [...path, 'that']),
      say: c.parts(file.say, [...path, 'say']),
    }),
  }
  return c
}

/** What a file may leave out. */
export function maybe<F, T>(file: F | undefined, make: (file: F) => T): T | null {
  return file === undefined ? null : make(file)
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `30m`, `2h`, `7d` in ms. */
export function duration(text: string): number {
  return Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0)
}
