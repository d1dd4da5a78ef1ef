import { type Compiled, compile, judge, type Scope, type TypeOf } from './expression/compile.ts'
import { ExpressionError } from './expression/parse.ts'
import type { PartsFile } from './file-parts.ts'
import type { Value, ValueType } from './value.ts'

/** A text with `{names}` in it. Rendered in one pass: what people wrote is put in as it is, braces and all. */
export interface Template {
  readonly source: string
  readonly pieces: readonly (string | { path: string; value: Compiled })[]
  readonly names: ReadonlySet<string>
}

/** Texts that are joined; one with `when` is left out while that is not true. */
export interface Parts {
  readonly parts: readonly { when: Compiled | null; say: Template }[]
}

export interface RenderScope extends Scope {
  /** @param path the name as written: a choice is shown by its label */
  format(value: Value, type: ValueType, path: string): string
}

/** @throws ExpressionError for a name that is not declared */
export function compileTemplate(source: string, typeOf: TypeOf): Template {
  const pieces = source.split(/(\{[^{}]*\})/).flatMap<Template['pieces'][number]>(piece => {
    if (!piece.startsWith('{')) return piece === '' ? [] : [piece]
    const path = piece.slice(1, -1).trim()
    if (!/^[A-Za-z_][\w.]*$/.test(path)) throw new ExpressionError(`“${piece}” is not a name`)
    return [{ path, value: compile(path, typeOf) }]
  })
  const names = new Set(pieces.flatMap(p => (typeof p === 'string' ? [] : [...p.value.names])))
  return { source, pieces, names }
}

/** @throws ExpressionError */
export function compileParts(file: PartsFile, typeOf: TypeOf): Parts {
  const list = typeof file === 'string' ? [file] : file
  return {
    parts: list.map(p =>
      typeof p === 'string'
        ? { when: null, say: compileTemplate(p, typeOf) }
        : { when: compileCondition(p.when, typeOf), say: compileTemplate(p.say, typeOf) },
    ),
  }
}

/** @throws ExpressionError also where it is no condition */
export function compileCondition(source: string, typeOf: TypeOf): Compiled {
  const made = compile(source, typeOf)
  if (made.type !== 'yes_no') throw new ExpressionError(`“${source}” is not a condition`)
  return made
}

/** An unknown value renders as nothing. */
export function render(template: Template, scope: RenderScope): string {
  return template.pieces
    .map(piece => {
      if (typeof piece === 'string') return piece
      const value = piece.value.evaluate(scope)
      return value === undefined ? '' : scope.format(value, piece.value.type, piece.path)
    })
    .join('')
}

export function renderParts(parts: Parts, scope: RenderScope): string {
  return parts.parts
    .filter(p => !p.when || judge(p.when, scope) === true)
    .map(p => render(p.say, scope))
    .join('')
}
