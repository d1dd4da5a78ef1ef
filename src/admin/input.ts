import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { Value } from 'typebox/value'
import { type Detail, Fault } from '../kernel/faults.ts'

/**
 * Checks what a request brings against its schema; text of paths and queries becomes numbers and flags first.
 * Compiled at the first request, so that a start does not pay for routes nobody calls.
 */
export const checkInput: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let compiled: ReturnType<typeof Compile> | undefined
  return (value: unknown) => {
    compiled ??= Compile(schema)
    const given = httpPart === 'body' ? value : Value.Convert(schema, value)
    if (compiled.Check(given)) return { value: given }
    return { error: new Fault('INPUT_INVALID', { details: detailsOf(Value.Errors(schema, given)) }) }
  }
}

/** The faults of a value, each named by its field. What was given is never repeated. */
export function detailsOf(errors: readonly TLocalizedValidationError[]): Detail[] {
  const details: Detail[] = []
  for (const error of errors) details.push(...detailsOfOne(error, errors))
  return details
}

function detailsOfOne(error: TLocalizedValidationError, all: readonly TLocalizedValidationError[]): Detail[] {
  const where = error.instancePath.slice(1).replaceAll('/', '.') || 'body'
  const inside = (name: string) => (where === 'body' ? name : `${where}.${name}`).slice(0, 60)
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map(name => ({ where: inside(name), rule: 'required' }))
    case 'additionalProperties':
      return error.params.additionalProperties.map(name => ({ where: inside(name), rule: 'unknown_field' }))
    case 'anyOf': {
      const options = all.flatMap(other =>
        other.keyword === 'const' && other.instancePath === error.instancePath
          ? [String(other.params.allowedValue)]
          : [],
      )
      return [{ where, rule: 'one_of', values: { options: options.join(', ') } }]
    }
    case 'enum':
      return [{ where, rule: 'one_of', values: { options: error.params.allowedValues.join(', ') } }]
    case 'maxLength':
      return [{ where, rule: 'too_long', values: { max: error.params.limit } }]
    case 'minLength':
      return [
        error.params.limit === 1
          ? { where, rule: 'required' }
          : { where, rule: 'too_short', values: { min: error.params.limit } },
      ]
    // A closed object reports an unknown key twice, and a choice each of its options.
    case 'boolean':
    case 'const':
      return []
    default:
      return [{ where, rule: 'shape', values: { wanted: wantedBy(error) } }]
  }
}

function wantedBy(error: TLocalizedValidationError): string {
  switch (error.keyword) {
    case 'type':
      return [error.params.type].flat().join('|')
    case 'pattern':
      return String(error.params.pattern)
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${error.params.comparison} ${error.params.limit}`
    default:
      return error.keyword
  }
}
