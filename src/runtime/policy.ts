import type { TSchema } from 'typebox'
import { checkShape, type Problem, readYaml, type Source } from '../dialogue/problem.ts'

/** A rule table that a care area reads: `flows/policy/<name>.yaml`, of a known shape. */
export interface Policy<Table = unknown> {
  readonly name: string
  readonly schema: TSchema
  /** Phantom: what the table is, by its schema. Worked out once where it is declared, and nowhere it is read. */
  readonly table?: Table
  /** What the shape alone does not say. Called when every table has its shape; it may look at the others. */
  check?(table: Table, read: ReadPolicy): readonly PolicyFault[]
}

/** Something wrong in a table, and where in it. */
export interface PolicyFault {
  readonly path: readonly (string | number)[]
  readonly what: string
}

/** Hands out the loaded tables; they change as a whole when the flow files are read anew. */
export type ReadPolicy = <Table>(policy: Policy<Table>) => Table

/** Reads the tables the areas declare. Every problem is added to the list; null when there is one. */
export function loadPolicies(
  files: ReadonlyMap<string, string>,
  policies: readonly Policy[],
  problems: Problem[],
): ReadPolicy | null {
  const before = problems.length
  const tables = new Map<string, unknown>()
  const sources: [Policy, Source][] = []
  for (const policy of policies) {
    const { name, schema } = policy
    const file = `policy/${name}.yaml`
    const text = files.get(file)
    if (text === undefined) {
      problems.push({ file, line: 1, path: '', what: 'this file is missing' })
      continue
    }
    const source = readYaml(file, text, problems)
    if (!source || !checkShape(source, schema, problems)) continue
    tables.set(name, source.content)
    sources.push([policy, source])
  }
  if (problems.length > before) return null
  const read: ReadPolicy = ({ name }) => tables.get(name) as never
  for (const [policy, source] of sources)
    for (const { path, what } of policy.check?.(source.content, read) ?? [])
      problems.push({ file: source.file, line: source.lineOf(path), path: path.join('.'), what })
  return problems.length > before ? null : read
}
