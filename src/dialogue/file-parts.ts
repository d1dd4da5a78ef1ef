import { type Static, type TSchema, Type } from 'typebox'
import { SENSITIVE } from '../kernel/sensitive.ts'

/** An object that knows no other keys. */
export const closed = <T extends Record<string, TSchema>>(properties: T, description: string) =>
  Type.Object(properties, { additionalProperties: false, description })

export const Text = Type.String({ minLength: 1 })
// Names become keys of plain objects, where `constructor` stands for something already.
export const Name = Type.String({ pattern: '^(?!constructor$)[a-z][a-z0-9_]*$' })
export const Condition = Type.String({
  minLength: 1,
  maxLength: 500,
  description: "For example: kind == '病假' && days > 1",
})
export const Duration = Type.String({ pattern: '^[1-9][0-9]*[mhd]$', description: '30m, 2h, 7d' })

/** One text, or parts that are joined; a part with `when` is left out while that is not true. */
export const Parts = Type.Union([
  Text,
  Type.Array(Type.Union([Text, closed({ when: Condition, say: Text }, 'A part said only when true')]), {
    minItems: 1,
  }),
])

/** One text, or one per try. */
export const Tries = Type.Union([Text, Type.Array(Text, { minItems: 1 })])

export type PartsFile = Static<typeof Parts>

/** Topics that keep something off a personal platform. */
export function topics(description: string) {
  return Type.Array(Type.Union(SENSITIVE.map(topic => Type.Literal(topic))), { description })
}
