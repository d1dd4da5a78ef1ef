import type { Static } from 'typebox'
import type { Policy } from '../../runtime/policy.ts'
import { EncourageFile } from './rules/table.ts'

/** `flows/policy/encourage.yaml`: when people are reminded of their leave, and what the bulletin goes by. */
export const ENCOURAGE: Policy<Static<typeof EncourageFile>> = { name: 'encourage', schema: EncourageFile }
