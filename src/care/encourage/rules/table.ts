import { type Static, type TSchema, Type } from 'typebox'

/** The shape of `flows/policy/encourage.yaml`. */
const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const Percent = Type.Integer({ minimum: 0, maximum: 100 })
const Days = Type.Integer({ minimum: 0, maximum: 120 })
const MonthDay = Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const SchoolBreak = closed({
  name: Type.String({ minLength: 1, maxLength: 20 }),
  from: Day,
  to: Day,
})

export const EncourageFile = closed({
  schema: Type.Integer(),
  leaders: closed({ ranks: Type.Array(Type.String({ minLength: 1 })) }),
  bulletin: closed({
    smallest: Type.Integer({ minimum: 2, maximum: 100 }),
    targets: Type.Array(closed({ through: Type.Integer({ minimum: 1, maximum: 12 }), percent: Percent })),
  }),
  nudges: closed({
    least_days: Type.Number({ minimum: 0.5, multipleOf: 0.5 }),
    late_days: Type.Integer({ minimum: 0, maximum: 20 }),
    waves: Type.Array(
      closed({
        id: Type.String({ pattern: '^[a-z0-9-]{1,30}$' }),
        from: MonthDay,
        who: Type.Union([Type.Literal('leaders'), Type.Literal('others'), Type.Literal('everybody')]),
      }),
    ),
    school_days_ahead: Days,
  }),
  plans: closed({ remind_days_before: Days, most: Type.Integer({ minimum: 1, maximum: 50 }) }),
  longest_rest: closed({
    months_ahead: Type.Integer({ minimum: 1, maximum: 18 }),
    most_away_percent: Percent,
  }),
  school_breaks: Type.Array(SchoolBreak),
})

export type EncourageTable = Static<typeof EncourageFile>
export type SchoolBreak = Static<typeof SchoolBreak>
