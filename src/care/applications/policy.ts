import { type Static, Type } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'

const ApprovalsFile = Type.Object(
  {
    schema: Type.Integer(),
    tell_hr_after_workdays: Type.Integer({ minimum: 1, maximum: 60 }),
  },
  { additionalProperties: false },
)

export type ApprovalsPolicy = Static<typeof ApprovalsFile>

/** `flows/policy/approvals.yaml`: how those who decide are reminded. */
export const APPROVALS: Policy<typeof ApprovalsFile> = { name: 'approvals', schema: ApprovalsFile }
