/** The rules of overtime and comp-days: pure, and each usable alone. Their numbers stand in `flows/policy/overtime.yaml`. */
export { accrued, countedMinutes, expiryOf, halfDaysOf, type Worked } from './rules/accrual.ts'
export { creditedMinutes, dayClass, isLate, isPaidFor, mayOverlap } from './rules/credit.ts'
export {
  afterDraws,
  availableOn,
  bySoonest,
  type Draw,
  draw,
  type Grant,
  lapsedBy,
  type Need,
  reach,
} from './rules/grants.ts'
export { isOver, mayBeOnLeave, type Stretch } from './rules/over.ts'
export { OvertimeFile, type OvertimeTable, type WorkKind } from './rules/table.ts'
export { kindOf, outsideMinutes, type Said, type Terms, termsOf } from './rules/terms.ts'
