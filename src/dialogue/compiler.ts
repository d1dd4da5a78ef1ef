import { type Compiled, compile, type TypeOf } from './expression/compile.ts'
import { ExpressionError } from './expression/parse.ts'
import type { Check } from './flow.ts'
import type { PartsFile } from './flow-file.ts'
import { compileCondition, compileParts, compileTemplate, type Parts, type Template } from './template.ts'

/** Reports a problem at a place of the file. */
export type Report = (path: readonly (string | number)[], what: string) => void

/** Compiles the expressions and texts of one flow file. What is wrong is reported, and comes back as nothing. */
export interface Compiler {
  condition(text: string | undefined, path: readonly (string | number)[]): Compiled | null
  derivation(text: string | undefined, path: readonly (string | number)[]): Compiled | null
  template(text: string | undefined, path: readonly (string | number)[]): Template | null
  parts(file: PartsFile | undefined, path: readonly (string | number)[]): Parts | null
  check(file: { that: string; say: PartsFile }, path: readonly (string | number)[]): Check[]
}

/** The compile functions, reporting instead of throwing. */
export function compiler(typeOf: TypeOf, report: Report): Compiler {
  const guard = <T>(path: readonly (string | number)[], make: () => T): T | null => {
    try {
      return make()
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      report(path, error.message)
      return null
    }
  }
  const c: Compiler = {
    derivation: (text, path) => (text === undefined ? null : guard(path, () => compile(text, typeOf))),
    condition: (text, path) =>
      text === undefined ? null : guard(path, () => compileCondition(text, typeOf)),
    template: (text, path) => (text === undefined ? null : guard(path, () => compileTemplate(text, typeOf))),
    parts: (file, path) => (file === undefined ? null : guard(path, () => compileParts(file, typeOf))),
    check(file, path) {
      const that = c.condition(file.that, [...path, 'that'])
      const say = c.parts(file.say, [...path, 'say'])
      return that && say ? [{ that, say }] : []
    },
  }
  return c
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `30m`, `2h`, `7d` in ms. */
export function duration(text: string): number {
  return Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0)
}
