import type { Static } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'
import { LEAVE } from '../leave/policy.ts'
import { ApprovalsFile, faultsOf } from './rules.ts'

/** `flows/policy/approvals.yaml`: who decides what, and how those who decide are reminded. */
export const APPROVALS: Policy<Static<typeof ApprovalsFile>> = {
  name: 'approvals',
  schema: ApprovalsFile,
  check: (table, read) => faultsOf(table, Object.keys(read(LEAVE).kinds)),
}
