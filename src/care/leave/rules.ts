/** The rules of leave: pure, and each usable alone. Their numbers stand in `flows/policy/leave.yaml`. */
export { absenceMark } from './rules/absence.ts'
export { leftOf, type YearOfLeave } from './rules/carry-over.ts'
export {
  addedStretch,
  chargeByDate,
  chargeByYear,
  countHalfDays,
  dateOfLast,
  dueBack,
  endOfAway,
  isAdjacent,
  isCountedByGuess,
  isProvisional,
  longestRun,
  overdueHalfDays,
  returnedAt,
  type Stretch,
  sharedHalfDay,
} from './rules/counting.ts'
export {
  type About,
  decide,
  type Free,
  type Leave,
  REASONS,
  type Reason,
  type Request,
  reservedBy,
  type Verdict,
} from './rules/decide.ts'
export { type Asker, type NotEntitled, notEntitled } from './rules/entitled.ts'
export {
  annualEntitlement,
  completedYears,
  risesIn,
  type Tier,
  tableFor,
  tierOf,
  type Worker,
} from './rules/entitlement.ts'
export { annualExclusion, type Exclusion, sickDays, type YearEvent } from './rules/exclusions.ts'
export { annualLeft, MISSING, type Missing, missingFor, type YearBooks } from './rules/holdings.ts'
export { type Asked, type Untimely, untimely } from './rules/in-time.ts'
export {
  accountOf,
  countingOf,
  type HomeVisit,
  homeVisitDays,
  isMedical,
  isRecallable,
  kindRule,
  maternityDays,
  miscarriageDays,
  owesProof,
  proofDue,
} from './rules/kinds.ts'
export { isForHr, type Limit, limitOf } from './rules/limits.ts'
export { leastSickPay, sickPayPercent, unusedLeavePay, unusedPayTable } from './rules/pay.ts'
export {
  type Account,
  type Counting,
  type KindRule,
  LeaveFile,
  type LeaveTable,
} from './rules/table.ts'
export { nursingHours, overtimeForbidden } from './rules/women.ts'
