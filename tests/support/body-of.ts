import type { TSchema } from 'typebox'

/** As much of a schema as it takes to fill it in. */
interface Shape {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly TSchema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly items?: TSchema
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
}

/** Texts that fit what routes ask for: a half-day, a day, a month, an hour, a number, a code. */
const TEXTS = [
  '电话里说的',
  '2026-12-07a',
  '2026-12-07',
  '2026-12',
  '2026-12-07T15:00',
  '18:00-21:30',
  'QJ-20261123-0001',
  'personal',
  'eA==',
  '1',
]

/** A body that a route takes, made of its schema: whatever it asks for, and the reason of an office. */
export function bodyOf(schema: TSchema, given: Readonly<Record<string, string>>, name = ''): unknown {
  const shape = schema as Shape
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.anyOf) return bodyOf(shape.anyOf[0] as TSchema, given, name)
  if (shape.type === 'object') {
    const wanted = Object.entries(shape.properties ?? {}).filter(
      ([key]) => shape.required?.includes(key) || key === 'office',
    )
    return Object.fromEntries(wanted.map(([key, of]) => [key, bodyOf(of, given, key)]))
  }
  if (shape.type === 'array') return shape.items ? [bodyOf(shape.items, given, name)] : []
  if (shape.type === 'boolean') return true
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(shape.minimum ?? 1, 1)
  if (shape.type === 'null') return null
  const pattern = shape.pattern === undefined ? /./u : new RegExp(shape.pattern, 'u')
  const own = given[name]
  if (own !== undefined && pattern.test(own)) return own
  const text = TEXTS.find(one => pattern.test(one)) ?? ''
  return text.padEnd(shape.minLength ?? 0, '。')
}
