import type { Option, Value, ValueType } from '../../../src/dialogue/value.ts'

/** A value as people write it in a transcript (days, 元), in the units of the house (half-days, 分). */
export function fromPeople(written: unknown, type: ValueType): Value {
  if (typeof type === 'object') {
    const fields = Object.entries(written as Record<string, unknown>)
    return Object.fromEntries(
      fields.map(([name, value]) => [name, fromPeople(value, type[name] ?? 'text')]),
    ) as Value
  }
  switch (type) {
    case 'days':
      return Math.round(Number(written) * 2)
    case 'money':
      return Math.round(Number(written) * 100)
    case 'options':
      return (written as (string | Option)[]).map(one =>
        typeof one === 'string' ? { value: one.split(' ')[0] ?? '', label: one } : one,
      )
    default:
      return written as Value
  }
}

/**
 * What a transcript gives for a look-up, with what was asked of it in the places of `{its arguments}`: a value
 * misheard then shows in the answer. What was not said shows as “-”.
 */
export function answering(
  written: unknown,
  inputs: Readonly<Record<string, Value>>,
  names: readonly string[],
) {
  const filled = (text: string) =>
    names.reduce((told, name) => told.replaceAll(`{${name}}`, String(inputs[name] ?? '-')), text)
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, typeof value === 'string' ? filled(value) : value]),
  )
}

/** The other way round, for what effects were given. */
export function toPeople(value: Value, type: ValueType): unknown {
  switch (type) {
    case 'days':
      return (value as number) / 2
    case 'money':
      return (value as number) / 100
    case 'file':
      return (value as readonly { kind: string }[]).map(f => f.kind)
    case 'person':
      return (value as { name: string }).name
    case 'people':
      return (value as readonly { userid: string }[]).map(p => p.userid)
    case 'story':
      return { pieces: (value as { pieces: readonly string[] }).pieces.length }
    default:
      return value
  }
}
