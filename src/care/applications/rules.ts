/** The pure rules of deciding: who decides what, by the table of `flows/policy/approvals.yaml`. */
export { type Circle, candidatesFor, chainFor, type Link, type Somebody } from './rules/chain.ts'
export { faultsOf, faultsOfWhen, type TableFault } from './rules/faults.ts'
export { type Asked, dependsOnCity, fits, ruleFor } from './rules/match.ts'
export { ApprovalsFile, type ApprovalsTable, type ChainRule, When } from './rules/table.ts'
