import type { Policy } from '../../runtime/policy.ts'
import { OvertimeFile } from './rules.ts'

/** `flows/policy/overtime.yaml`: how overtime becomes comp-days. */
export const OVERTIME: Policy<typeof OvertimeFile> = { name: 'overtime', schema: OvertimeFile }
