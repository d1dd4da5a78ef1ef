import { type Static, Type } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'

const Days = Type.Integer({ minimum: 1, maximum: 90 })

const HardshipFile = Type.Object(
  {
    schema: Type.Integer(),
    answer_workdays: Type.Integer({ minimum: 2, maximum: 60 }),
    consent: Type.Object({ ask_again_days: Days, void_days: Days }, { additionalProperties: false }),
  },
  { additionalProperties: false },
)

export type HardshipPolicy = Static<typeof HardshipFile>

export const HARDSHIP: Policy<Static<typeof HardshipFile>> = { name: 'hardship', schema: HardshipFile }
