import { awayOnPaper } from '../away/form-lines.ts'
import { hardshipOnPaper } from '../hardship/form-lines.ts'
import { leaveOnPaper } from '../leave/form-lines.ts'
import { overtimeOnPaper } from '../overtime/form-lines.ts'
import type { FormKind } from './lines.ts'

/** Every kind of request that can be put on paper. */
export const FORM_KINDS: readonly FormKind[] = [leaveOnPaper, overtimeOnPaper, hardshipOnPaper, awayOnPaper]
