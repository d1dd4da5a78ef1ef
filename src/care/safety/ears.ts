import { onceEach } from '../../kernel/once-each.ts'
import { type Assess, makeAssess } from '../../risk/assess.ts'
import type { RiskFile } from '../../risk/rules-file.ts'
import { makeSecrecy } from '../../risk/secrecy.ts'
import type { Tools } from '../../runtime/context.ts'
import { type AidFor, makeAid } from './aid.ts'
import { type Emergencies, makeEmergencies } from './emergency.ts'
import { AID, EMERGENCY, RISK, SECRECY, WHOM } from './policy.ts'
import { makeWhom, type WhomOf } from './whom.ts'

// Rules are compiled once per loaded table.
const aids = onceEach(makeAid)
const assessors = onceEach((file: RiskFile) => makeAssess(file))
const whomsOf = onceEach(makeWhom)
const emergencies = onceEach(makeEmergencies)
const traces = onceEach(({ concepts }: RiskFile) => new Set(concepts.map(({ id }) => id)))
const markings = onceEach(makeSecrecy)

/** What help there is for what a text tells. */
export function aidOf(tools: Tools): AidFor {
  return aids(tools.policy(AID))
}

/** How grave a text is, by the loaded rules. */
export function assessOf(tools: Tools): Assess {
  return assessors(tools.policy(RISK))
}

/** Of whom something is said. */
export function whomOf(tools: Tools): WhomOf {
  return whomsOf(tools.policy(WHOM))
}

/** What cannot wait, and what is said once somebody has been called. */
export function emergenciesOf(tools: Tools): Emergencies {
  return emergencies(tools.policy(EMERGENCY), traces(tools.policy(RISK)))
}

/** Whether a text carries a marking of secrecy. */
export function secrecyOf(tools: Tools): (plain: string) => boolean {
  return markings(tools.policy(SECRECY))
}
