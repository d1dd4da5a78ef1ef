/** The rules of encouraging leave: pure, and each usable alone. Their numbers stand in `flows/policy/encourage.yaml`. */
export {
  type Bulletin,
  type BulletinLine,
  bulletinOf,
  type Standing,
  targetOf,
  uncheckedIn,
} from './rules/bulletin.ts'
export { longestRest, type RestGround, type RestPlan, type RestRequest } from './rules/longest-rest.ts'
export { EncourageFile, type EncourageTable, SchoolBreak } from './rules/table.ts'
export { dueWaves } from './rules/waves.ts'
