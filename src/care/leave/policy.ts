import type { Static } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'
import { LeaveFile } from './rules.ts'

/** `flows/policy/leave.yaml`: every number that the rules of leave use. */
export const LEAVE: Policy<Static<typeof LeaveFile>> = { name: 'leave', schema: LeaveFile }
