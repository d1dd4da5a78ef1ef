import { type Static, Type } from 'typebox'
import { RiskFile, SecrecyFile } from '../../risk/rules-file.ts'
import type { Policy } from '../../runtime/policy.ts'
import { AidFile } from './aid.ts'
import { AnswerWords } from './answer-words.ts'
import { EmergencyFile } from './emergency.ts'
import { HotlineFile } from './hotline.ts'
import { WhomFile } from './whom.ts'

/** The words of the safe reply. */
const SafetyFile = Type.Object(
  {
    schema: Type.Integer(),
    reviewed_by: Type.String(),
    reviewed_on: Type.String(),
    reply: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    reply_alone: Type.String({ minLength: 1 }),
    reply_waiting: Type.String({ minLength: 1 }),
    reply_again: Type.String({ minLength: 1 }),
    reply_more: Type.String({ minLength: 1 }),
    reply_unreached: Type.String({ minLength: 1 }),
    reply_other: Type.String({ minLength: 1 }),
    reply_other_waiting: Type.String({ minLength: 1 }),
    reply_other_again: Type.String({ minLength: 1 }),
    reply_other_more: Type.String({ minLength: 1 }),
    reply_other_alone: Type.String({ minLength: 1 }),
    on_duty: Type.String({ minLength: 1 }),
    stand_in: Type.String({ minLength: 1 }),
    no_phone: Type.String({ minLength: 1 }),
    report: Type.String({ minLength: 1 }),
    answers: AnswerWords,
    pronouns: Type.Object({ 男: Type.String(), 女: Type.String(), other: Type.String() }),
  },
  { additionalProperties: false },
)

export type SafetyFile = Static<typeof SafetyFile>

/** How words are told apart of oneself and of others. */
export const WHOM: Policy<Static<typeof WhomFile>> = { name: 'whom', schema: WhomFile }
export const SAFETY: Policy<Static<typeof SafetyFile>> = { name: 'safety', schema: SafetyFile }
export const EMERGENCY: Policy<Static<typeof EmergencyFile>> = { name: 'emergency', schema: EmergencyFile }
/** The line for psychological help, and when it answers. */
export const HOTLINES: Policy<Static<typeof HotlineFile>> = { name: 'hotlines', schema: HotlineFile }
export const AID: Policy<Static<typeof AidFile>> = { name: 'aid', schema: AidFile }
export const RISK: Policy<Static<typeof RiskFile>> = { name: 'risk', schema: RiskFile }
export const SECRECY: Policy<Static<typeof SecrecyFile>> = { name: 'secrecy', schema: SecrecyFile }
