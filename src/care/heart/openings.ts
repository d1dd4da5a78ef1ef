import { type Static, Type } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'

const Text = Type.String({ minLength: 1, maxLength: 500 })

/** `flows/policy/openings.yaml`: how an answer may begin. A handler takes one and goes on in his own words. */
const OpeningsFile = Type.Object(
  {
    schema: Type.Integer(),
    openings: Type.Array(Type.Object({ title: Text, text: Text }, { additionalProperties: false }), {
      minItems: 1,
    }),
  },
  { additionalProperties: false },
)

export type OpeningsFile = Static<typeof OpeningsFile>

export const OPENINGS: Policy<Static<typeof OpeningsFile>> = { name: 'openings', schema: OpeningsFile }
