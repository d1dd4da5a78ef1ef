import { type Assess, makeAssess } from '../../risk/assess.ts'
import type { RiskFile, SecrecyFile } from '../../risk/rules-file.ts'
import { makeSecrecy } from '../../risk/secrecy.ts'
import type { Tools } from '../../runtime/context.ts'
import { type AidFile, type AidFor, makeAid } from './aid.ts'
import { type Emergencies, type EmergencyFile, makeEmergencies } from './emergency.ts'
import { AID, EMERGENCY, RISK, SECRECY, WHOM } from './policy.ts'
import { makeWhom, type WhomFile, type WhomOf } from './whom.ts'

// Rules are compiled once per loaded table.
const aids = new WeakMap<AidFile, AidFor>()
const assessors = new WeakMap<RiskFile, Assess>()
const whomsOf = new WeakMap<WhomFile, WhomOf>()
const emergencies = new WeakMap<EmergencyFile, Emergencies>()
const markings = new WeakMap<SecrecyFile, (plain: string) => boolean>()

/** What help there is for what a text tells. */
export function aidOf(tools: Tools): AidFor {
  const file = tools.policy(AID)
  const made = aids.get(file) ?? makeAid(file)
  aids.set(file, made)
  return made
}

/** How grave a text is, by the loaded rules. */
export function assessOf(tools: Tools): Assess {
  const file = tools.policy(RISK)
  const made = assessors.get(file) ?? makeAssess(file)
  assessors.set(file, made)
  return made
}

/** Of whom something is said. */
export function whomOf(tools: Tools): WhomOf {
  const file = tools.policy(WHOM)
  const made = whomsOf.get(file) ?? makeWhom(file)
  whomsOf.set(file, made)
  return made
}

/** What cannot wait, and what is said once somebody has been called. */
export function emergenciesOf(tools: Tools): Emergencies {
  const file = tools.policy(EMERGENCY)
  const traces = () => new Set(tools.policy(RISK).concepts.map(({ id }) => id))
  const made = emergencies.get(file) ?? makeEmergencies(file, traces())
  emergencies.set(file, made)
  return made
}

/** Whether a text carries a marking of secrecy. */
export function secrecyOf(tools: Tools): (plain: string) => boolean {
  const file = tools.policy(SECRECY)
  const made = markings.get(file) ?? makeSecrecy(file)
  markings.set(file, made)
  return made
}
