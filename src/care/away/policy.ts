import { Type } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'

const Posts = Type.Array(Type.String({ minLength: 1 }))

const AwayFile = Type.Object(
  {
    schema: Type.Integer(),
    ahead_days: Type.Integer({ minimum: 0, maximum: 30 }),
    heads: Posts,
    deputies: Posts,
  },
  { additionalProperties: false },
)

export const AWAY: Policy<typeof AwayFile> = { name: 'away', schema: AwayFile }
