import { type Static, Type } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'

const FormsFile = Type.Object(
  {
    schema: Type.Integer(),
    link_minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  },
  { additionalProperties: false },
)

export const FORMS: Policy<Static<typeof FormsFile>> = { name: 'forms', schema: FormsFile }
