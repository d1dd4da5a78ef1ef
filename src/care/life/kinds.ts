import { caseLife } from './cases.ts'
import { helpLife } from './help.ts'
import type { LifeKind } from './kind.ts'
import { leaverLife } from './leavers.ts'
import { requestLife } from './requests.ts'

/** Everything that is deleted after its time, with a warning before. */
export const KINDS: readonly LifeKind[] = [
  caseLife('heart', retention => retention.cases_days),
  caseLife('report', retention => retention.cases_days),
  caseLife('flag', retention => retention.flags_days),
  requestLife('request', retention => retention.requests_days),
  requestLife('hardship', retention => retention.hardship_days),
  helpLife,
  leaverLife,
]
