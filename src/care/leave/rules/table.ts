import { type Static, type TSchema, Type } from 'typebox'

/** The shape of `flows/policy/leave.yaml`: every number of the rules of leave, with its source beside it there. */
const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const Count = Type.Integer({ minimum: 0 })
const Percent = Type.Integer({ minimum: 0, maximum: 1000 })

/** Values of the roster's `staff_type` for which a rule holds; for whom there is no rule HR is asked. */
const Staff = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })
/** The law and article, as somebody who asks is told. */
const Source = Type.String({ minLength: 1, maxLength: 60 })

const Entitlement = closed({
  staff: Staff,
  /** Ascending; the last whose years are completed holds. */
  tiers: Type.Array(closed({ years: Count, days: Count }), { minItems: 1 }),
  /** From when a completed year counts. */
  begins: Type.Union([Type.Literal('next_month'), Type.Literal('same_day')]),
  /** Whether the year of joining gives its part only. */
  prorated: Type.Boolean(),
  source: Source,
})

const Most = closed({
  days: Type.Integer({ minimum: 1 }),
  per: Type.Union([Type.Literal('year'), Type.Literal('event'), Type.Literal('stretch')]),
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  /** Refused beyond it; otherwise HR decides and both sides are told. */
  firm: Type.Boolean(),
  /**
   * What nobody has to show a circumstance for: the sum of these `amounts`, of one occasion or within `months`. Beyond
   * it HR sees whether there is one.
   */
  sure: Type.Optional(
    closed({
      of: Type.Array(Type.String(), { minItems: 1 }),
      months: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    }),
  ),
})

const Kind = closed({
  count: Type.Union([Type.Literal('workday'), Type.Literal('natural')]),
  account: Type.Union([Type.Literal('annual'), Type.Literal('comp'), Type.Literal('none')]),
  most: Type.Optional(Most),
  proof: Type.Optional(closed({ more_than_half_days: Count, within_workdays: Type.Integer({ minimum: 1 }) })),
  amounts: Type.Optional(Type.Record(Type.String(), Count)),
  /** Who is on it can be called back to work. */
  recallable: Type.Optional(Type.Boolean()),
  /** It is about the person’s own health: whoever decides reads no reason in his words. */
  medical: Type.Optional(Type.Boolean()),
  /** Whom it is for; absent = all. */
  staff: Type.Optional(Staff),
  sex: Type.Optional(Type.Union([Type.Literal('男'), Type.Literal('女')])),
  /** Completed on its first day. */
  work_years: Type.Optional(Count),
  source: Type.Optional(Source),
})

export const LeaveFile = closed({
  schema: Type.Integer(),
  entitlement: Type.Array(Entitlement),
  exclusions: closed({
    vacation: closed({ days_more_than_leave: Type.Boolean() }),
    personal: closed({ days: Count }),
    sick: Type.Array(closed({ below_years: Count, months: Count }), { minItems: 1 }),
    days_of_a_month: Type.Integer({ minimum: 1, maximum: 31 }),
    source: Source,
  }),
  /** How many days back leave is asked for by oneself; what is older HR brings in. */
  filing: closed({ within_days: Type.Integer({ minimum: 0, maximum: 366 }) }),
  carry_over: closed({ years: Type.Integer({ minimum: 0, maximum: 1 }), source: Source }),
  unused_pay: Type.Array(
    closed({
      staff: Staff,
      percent: Percent,
      contained_percent: Percent,
      /** Whose pay is divided by `days` for a day's. */
      per: Type.Union([Type.Literal('year'), Type.Literal('month')]),
      days: Type.Number({ minimum: 1 }),
      source: Source,
    }),
  ),
  sick_pay: closed({
    staff: Staff,
    months: Type.Array(
      closed({
        through_month: Type.Integer({ minimum: 1 }),
        below_ten_years: Percent,
        from_ten_years: Percent,
      }),
      { minItems: 1 },
    ),
    source: Source,
  }),
  /** Percent of the least wage. */
  sick_pay_least: closed({ staff: Staff, percent: Percent, source: Source }),
  overtime_pay: closed({ staff: Staff, source: Source }),
  /** Percent of the wage for overtime, to whom it is paid. */
  overtime_wage: closed({
    staff: Staff,
    workday: Percent,
    rest_day: Percent,
    holiday: Percent,
    source: Source,
  }),
  absence: closed({
    warn_at: Type.Array(Count),
    warn_in_year_at: Type.Array(Count),
    in_a_row: Count,
    in_a_year: Count,
    staff: Staff,
    source: Source,
  }),
  report_back: closed({ more_than_half_days: Count }),
  women: closed({
    pregnant_months: Count,
    nursing_months: Count,
    nursing_hours: Count,
    per_further_baby: Count,
    source: Source,
  }),
  kinds: Type.Record(Type.String({ pattern: '^[a-z][a-z_]*$' }), Kind),
  reminders: closed({ days_before: Type.Array(Type.Integer({ minimum: 1, maximum: 90 })) }),
})

export type LeaveTable = Static<typeof LeaveFile>
export type KindRule = Static<typeof Kind>
export type Counting = KindRule['count']
export type Account = KindRule['account']
