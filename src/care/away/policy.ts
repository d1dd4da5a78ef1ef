import { type Static, Type } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'
import { APPROVALS } from '../applications/policy.ts'
import { faultsOfWhen, When } from '../applications/rules.ts'
import { LEAVE } from '../leave/policy.ts'

const Posts = Type.Array(Type.String({ minLength: 1 }))

const AwayFile = Type.Object(
  {
    schema: Type.Integer(),
    ahead_days: Type.Integer({ minimum: 0, maximum: 30 }),
    back_days: Type.Integer({ minimum: 0, maximum: 366 }),
    furthest_days: Type.Integer({ minimum: 1, maximum: 1_000 }),
    heads: Posts,
    deputies: Posts,
    ask_city: Type.Array(When),
    ask_stand_in: Type.Array(When),
    off_post: Type.Object(
      {
        open: Type.Boolean(),
        remind_days: Type.Integer({ minimum: 1, maximum: 90 }),
        review_within_days: Type.Integer({ minimum: 0, maximum: 730 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

/** `flows/policy/away.yaml`: leaving the city, and what a request for leave asks besides. */
export const AWAY: Policy<Static<typeof AwayFile>> = {
  name: 'away',
  schema: AwayFile,
  check: (table, read) =>
    (['ask_city', 'ask_stand_in'] as const).flatMap(list =>
      table[list].flatMap((when, i) =>
        faultsOfWhen(read(APPROVALS), when, Object.keys(read(LEAVE).kinds)).map(({ path, what }) => ({
          path: [list, i, ...path],
          what,
        })),
      ),
    ),
}
