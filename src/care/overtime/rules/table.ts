import { type Static, type TSchema, Type } from 'typebox'

/** The shape of `flows/policy/overtime.yaml`. */
const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Span = Type.Integer({ minimum: 1, maximum: 3650 })
const Percent = Type.Integer({ minimum: 0, maximum: 300 })
const Word = Type.String({ minLength: 1, maxLength: 20 })

/** What becomes of the hours of a kind: how much of them makes comp-days, and whether a subsidy is asked about. */
const KindOfWork = closed({
  label: Word,
  percent: closed({ workday: Percent, rest: Percent, holiday: Percent }),
  ask_subsidy: Type.Boolean(),
})

/** What overtime is for: never what was worked on. */
const Category = closed({
  value: Type.String({ pattern: '^[a-z_]{1,20}$' }),
  label: Word,
  words: Type.Array(Word),
})

export const OvertimeFile = closed({
  schema: Type.Integer(),
  hours_per_day: Type.Number({ exclusiveMinimum: 0, maximum: 24 }),
  unit_days: Type.Union([Type.Literal(0.5), Type.Literal(1)]),
  rounding: Type.Union([Type.Literal('floor_per_entry'), Type.Literal('pool')]),
  most_days: Type.Number({ minimum: 0, multipleOf: 0.5 }),
  expiry: closed({
    months: Type.Optional(Span),
    days: Type.Optional(Span),
    year_end: Type.Optional(Type.Boolean()),
  }),
  working_hours: Type.Array(closed({ from: Time, to: Time }), { minItems: 1 }),
  kinds: closed({ overtime: KindOfWork, duty: KindOfWork }),
  paid_on_holidays: Type.Array(Word),
  categories: Type.Array(Category, { minItems: 1, maxItems: 16 }),
  report: closed({
    within_workdays: Span,
    latest_days: Span,
    ahead_days: Span,
  }),
})

/** `duty` = 值班. */
export type WorkKind = keyof OvertimeTable['kinds']

export type OvertimeTable = Static<typeof OvertimeFile>
