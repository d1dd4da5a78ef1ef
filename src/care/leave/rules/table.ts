import { type Static, type TSchema, Type } from 'typebox'

/** The shape of `flows/policy/leave.yaml`: every number of the rules of leave, with its source beside it there. */
const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const Count = Type.Integer({ minimum: 0 })
const Percent = Type.Integer({ minimum: 0, maximum: 1000 })

const Entitlement = closed({
  /** Values of the roster's `staff_type`. */
  staff: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  /** Ascending; the last whose years are completed holds. */
  tiers: Type.Array(closed({ years: Count, days: Count }), { minItems: 1 }),
  /** From when a completed year counts. */
  begins: Type.Union([Type.Literal('next_month'), Type.Literal('same_day')]),
  /** Whether the year of joining gives its part only. */
  prorated: Type.Boolean(),
})

const Most = closed({
  days: Type.Integer({ minimum: 1 }),
  per: Type.Union([Type.Literal('year'), Type.Literal('event'), Type.Literal('stretch')]),
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  /** Refused beyond it; otherwise HR decides and both sides are told. */
  firm: Type.Boolean(),
})

const Kind = closed({
  count: Type.Union([Type.Literal('workday'), Type.Literal('natural')]),
  account: Type.Union([Type.Literal('annual'), Type.Literal('comp'), Type.Literal('none')]),
  most: Type.Optional(Most),
  proof: Type.Optional(closed({ more_than_half_days: Count, within_workdays: Type.Integer({ minimum: 1 }) })),
  amounts: Type.Optional(Type.Record(Type.String(), Count)),
})

export const LeaveFile = closed({
  schema: Type.Integer(),
  entitlement: Type.Array(Entitlement),
  exclusions: closed({
    vacation: closed({ days_more_than_leave: Type.Boolean() }),
    personal: closed({ days: Count }),
    sick: Type.Array(closed({ below_years: Count, months: Count }), { minItems: 1 }),
    days_of_a_month: Type.Integer({ minimum: 1, maximum: 31 }),
  }),
  carry_over: closed({ years: Type.Integer({ minimum: 0, maximum: 1 }) }),
  unused_pay: closed({
    percent: Percent,
    contained_percent: Percent,
    days_of_a_year: Type.Integer({ minimum: 1 }),
  }),
  sick_pay: Type.Array(
    closed({
      through_month: Type.Integer({ minimum: 1 }),
      below_ten_years: Percent,
      from_ten_years: Percent,
    }),
    { minItems: 1 },
  ),
  absence: closed({ warn_at: Type.Array(Count), in_a_row: Count, in_a_year: Count }),
  report_back: closed({ more_than_half_days: Count }),
  women: closed({
    pregnant_months: Count,
    nursing_months: Count,
    nursing_hours: Count,
    per_further_baby: Count,
  }),
  kinds: Type.Record(Type.String({ pattern: '^[a-z][a-z_]*$' }), Kind),
  reminders: closed({ days_before: Type.Array(Type.Integer({ minimum: 1, maximum: 90 })) }),
})

export type LeaveTable = Static<typeof LeaveFile>
export type KindRule = Static<typeof Kind>
export type Counting = KindRule['count']
export type Account = KindRule['account']
