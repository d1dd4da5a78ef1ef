import { type Static, type TSchema, Type } from 'typebox'
import { ROLES } from '../../../kernel/person.ts'

/** The shape of `flows/policy/approvals.yaml`: who decides what, with the source of each rule beside it there. */
const closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const Name = Type.String({ pattern: '^[a-z][a-z_]*$' })

const ByRole = closed({
  roles: Type.Array(Type.Enum(ROLES.filter(role => role !== 'staff' && role !== 'supervisor')), {
    minItems: 1,
  }),
})

const Approver = Type.Union([
  Type.Literal('supervisor'),
  Type.Literal('above'),
  Type.Literal('unit_head'),
  ByRole,
])

const conditions = {
  bands: Type.Optional(Type.Array(Name, { minItems: 1 })),
  kinds: Type.Optional(Type.Array(Name, { minItems: 1 })),
  more_than_half_days: Type.Optional(Type.Integer({ minimum: 0 })),
}

/** Whose request, of which kind and how long: what is left out does not matter. */
export const When = closed(conditions)
export type When = Static<typeof When>

const Rule = closed({
  when: Type.Optional(
    closed({
      ...conditions,
      leaves_city: Type.Optional(Type.Boolean()),
      abroad: Type.Optional(Type.Boolean()),
    }),
  ),
  approve: Type.Array(Approver, { minItems: 1, maxItems: 6 }),
  file: Type.Optional(Type.Array(Approver, { minItems: 1, maxItems: 6 })),
  least: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })),
})

const Rules = Type.Array(Rule, { minItems: 1 })

export const ApprovalsFile = closed({
  schema: Type.Integer(),
  bands: Type.Record(Name, Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
  chains: closed({ leave: Rules, overtime: Rules, hardship: Rules }),
  tell_hr_after_workdays: Type.Integer({ minimum: 1, maximum: 60 }),
  tell_hr_before_begin: Type.Optional(Type.Boolean()),
  undo_within_hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 168 })),
  /** What the law gives who does not accept a decision, by `staff_type`. */
  appeal: Type.Optional(
    closed({
      staff: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
      source: Type.String({ minLength: 1, maxLength: 60 }),
    }),
  ),
  returned: Type.Optional(
    closed({
      remind_after_workdays: Type.Integer({ minimum: 1, maximum: 60 }),
      close_after_workdays: Type.Integer({ minimum: 1, maximum: 120 }),
    }),
  ),
})

export type ApprovalsTable = Static<typeof ApprovalsFile>
export type ChainRule = Static<typeof Rule>
export type ApproverRule = Static<typeof Approver>
