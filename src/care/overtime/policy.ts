import type { Static } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'
import { OvertimeFile } from './rules.ts'

/** `flows/policy/overtime.yaml`: how overtime becomes comp-days. */
export const OVERTIME: Policy<Static<typeof OvertimeFile>> = { name: 'overtime', schema: OvertimeFile }
