import type { FastifySerializerCompiler } from 'fastify'
import { IsArray, IsObject, IsRecord, IsUnion, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { Fault } from '../kernel/faults.ts'

/** Sends what a route declared, and nothing else: a field that is not in the schema never leaves the house. */
export const writeOutput: FastifySerializerCompiler<TSchema> = ({ schema }) => {
  return (value: unknown) => {
    const declared = pick(schema, value)
    if (!Value.Check(schema, declared)) throw new Fault('INTERNAL')
    return JSON.stringify(declared)
  }
}

/** A copy with the declared fields alone; the value itself may be somebody's cached row. */
function pick(schema: TSchema, value: unknown): unknown {
  if (IsObject(schema) && isObject(value)) {
    const fields = Object.entries<TSchema>(schema.properties)
      .filter(([name]) => value[name] !== undefined)
      .map(([name, field]) => [name, pick(field, value[name])])
    return Object.fromEntries(fields)
  }
  if (IsArray(schema) && Array.isArray(value)) return value.map(item => pick(schema.items, item))
  if (IsRecord(schema) && isObject(value)) {
    const [inner] = Object.values<TSchema>(schema.patternProperties)
    return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, inner ? pick(inner, v) : v]))
  }
  if (IsUnion(schema)) {
    for (const one of schema.anyOf) {
      const picked = pick(one, value)
      if (Value.Check(one, picked)) return picked
    }
  }
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
