import { FUNCTIONS } from '../../src/dialogue/expression/functions.ts'
import type { Registry } from '../../src/dialogue/registry.ts'
import type { ValueType } from '../../src/dialogue/value.ts'
import { NOTE } from './flow-page.ts'
import { table } from './table.ts'

/** What a flow file may name: look-ups, effects, functions, roles, with their types. */
export function namesPage(registry: Registry): string {
  const blocks = [
    '# What a flow may name',
    NOTE,
    'Care areas declare look-ups and effects; the loader holds every flow file against these lists.',
    '## Look-ups',
    table(
      ['name', 'asked with', 'brings'],
      sorted(registry.lookups).map(([name, l]) => [
        code(name),
        fields(l.with, l.optional),
        typeName(l.returns),
      ]),
    ),
    '## Effects',
    table(
      ['name', 'gets', 'result', 'may refuse'],
      sorted(registry.effects).map(([name, e]) => [
        code(name),
        fields(e.with, e.optional),
        Object.keys(e.result).map(code).join(', '),
        Object.entries(e.refusals ?? {})
          .map(([reason, names]) => code(reason) + (names.length > 0 ? ` (${names.join(', ')})` : ''))
          .join(', '),
      ]),
    ),
    '## Functions',
    table(
      ['name', 'takes', 'comes to'],
      sorted(FUNCTIONS).map(([name, f]) => [
        code(name),
        f.args.map(kinds => kinds?.join(' or ') ?? 'anything').join(', '),
        typeName(f.returns),
      ]),
    ),
    '## Roles',
    registry.roles.map(code).join(', '),
  ]
  return `${blocks.join('\n\n')}\n`
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

function fields(of: Readonly<Record<string, ValueType>>, optional: readonly string[] = []): string {
  return Object.entries(of)
    .map(
      ([name, type]) =>
        `${code(name)} ${typeName(type)}${optional.includes(name) ? ' (may be missing)' : ''}`,
    )
    .join(', ')
}

function typeName(type: ValueType): string {
  if (typeof type === 'string') return type
  return Object.entries(type)
    .map(([name, of]) => `${code(`.${name}`)} ${typeName(of)}`)
    .join(', ')
}

function code(text: string): string {
  return `\`${text}\``
}
