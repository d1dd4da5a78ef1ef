import type { Static, TSchema } from 'typebox'
import { checkShape, type Problem, readYaml } from '../dialogue/problem.ts'

/** A rule table that a care area reads: `flows/policy/<name>.yaml`, of a known shape. */
export interface Policy<S extends TSchema = TSchema> {
  readonly name: string
  readonly schema: S
}

/** Hands out the loaded tables; they change as a whole when the flow files are read anew. */
export type ReadPolicy = <S extends TSchema>(policy: Policy<S>) => Static<S>

/** Reads the tables the areas declare. Every problem is added to the list; null when there is one. */
export function loadPolicies(
  files: ReadonlyMap<string, string>,
  policies: readonly Policy[],
  problems: Problem[],
): ReadPolicy | null {
  const before = problems.length
  const tables = new Map<string, unknown>()
  for (const { name, schema } of policies) {
    const file = `policy/${name}.yaml`
    const text = files.get(file)
    if (text === undefined) {
      problems.push({ file, line: 1, path: '', what: 'this file is missing' })
      continue
    }
    const source = readYaml(file, text, problems)
    if (source && checkShape(source, schema, problems)) tables.set(name, source.content)
  }
  return problems.length > before
    ? null
    : <S extends TSchema>({ name }: Policy<S>) => tables.get(name) as Static<S>
}
