import { parse } from 'yaml'
import { type AidFile, makeAid } from '../../../src/care/safety/aid.ts'
import { type Emergency, type EmergencyFile, makeEmergencies } from '../../../src/care/safety/emergency.ts'
import { isHint, weighsOn } from '../../../src/care/safety/hints.ts'
import type { SafetyFile } from '../../../src/care/safety/policy.ts'
import { isReport } from '../../../src/care/safety/report.ts'
import { makeWhom, type WhomFile } from '../../../src/care/safety/whom.ts'
import { fill } from '../../../src/dialogue/format.ts'
import { type Assessment, makeAssess } from '../../../src/risk/assess.ts'
import { hearIn, NEW_TALK, type Talk } from '../../../src/risk/conversation.ts'
import type { RiskFile, SecrecyFile } from '../../../src/risk/rules-file.ts'
import { makeSecrecy } from '../../../src/risk/secrecy.ts'
import type { Tools } from '../../../src/runtime/context.ts'
import type { Hearing } from '../../../src/runtime/events-of.ts'
import { normalize } from '../../../src/understanding/normalize.ts'
import { shippedFiles } from './library.ts'

const file = <T>(name: string) => parse(shippedFiles().get(`policy/${name}.yaml`) ?? '') as T
const risk = file<RiskFile>('risk')
const assess = makeAssess(risk)
const emergency = file<EmergencyFile>('emergency')
const emergencies = makeEmergencies(emergency, new Set(risk.concepts.map(({ id }) => id)))
const aidFor = makeAid(file<AidFile>('aid'))
const isSecret = makeSecrecy(file<SecrecyFile>('secrecy'))
const safety = file<SafetyFile>('safety')
const whomFile = file<WhomFile>('whom')
const whomOf = makeWhom(whomFile)
const policies = { risk: file('risk'), safety: file('safety') }
const tools = { policy: ({ name }: { name: 'risk' | 'safety' }) => policies[name] } as unknown as Tools
const DUTY = { duty: '周主任', who: '值班的周主任', pronoun: '她', phone: '0571-88880001' }

/** What was heard of somebody before: the program keeps it in memory, and in the row of who is in danger. */
export interface Memory {
  talk: Talk
  /** What he, or whom he told of, has already done. */
  done: Emergency | null
  /** It was never about himself. */
  others: boolean
}

export const NOTHING_HEARD: Memory = { talk: NEW_TALK, done: null, others: false }

/**
 * What the program hears in a text before the dialogue does: the real rules, a duty contact of our own who knows as
 * soon as he was told.
 * @param before somebody was told already
 */
export function heard(text: string, before: boolean, memory: Memory): { hearing: Hearing; memory: Memory } {
  const plain = normalize(text)
  const { assessment, talk } = hearIn(memory.talk, assess, plain)
  const secret = isSecret(plain)
  const found = emergencies.emergencyIn(plain, assessment)
  const { urgent, level, reasons } = assessment
  if (!found && (!urgent || level === 'none')) {
    // A marking of secrecy keeps the words from everybody, and help from nobody.
    if (secret) return { hearing: { secret, concern: null }, memory: { ...memory, talk } }
    return {
      hearing: before ? after(plain, assessment, memory) : quietly(plain, assessment),
      memory: { ...memory, talk },
    }
  }
  const ill = found && { rule: 'medical', why: '', quote: '', span: found.span }
  const whoms = whomOf(plain, ill && found.is === 'medical' ? [ill] : reasons)
  const others = whoms.every(whom => !whom.keys.includes('self'))
  const them = whomFile.groups[whoms[0]?.group ?? 'other'] ?? ''
  const done = found && found.is !== 'medical' ? found.is : memory.done
  const now = { talk, done, others: others && (memory.others || !before) }
  if (found) {
    const told = fill(emergency.told.asking, DUTY)
    const reply = fill(emergency.replies[found.is][others ? 'other' : 'self'], { them, told })
    const hearing = danger(reply, 'crisis', !secret && found.is !== 'medical')
    return { hearing: { ...hearing, secret }, memory: now }
  }
  const own = before ? safety.reply_again : (safety.reply[0] ?? '')
  const reply = others ? (before ? safety.reply_other_again : safety.reply_other) : own
  const grave = level === 'crisis' ? 'crisis' : 'high'
  const hearing = danger(fill(reply, { ...DUTY, them }), grave, !secret)
  return { hearing: { ...hearing, secret }, memory: now }
}

/** What is nothing by itself, once somebody was told. */
function after(plain: string, assessment: Assessment, { done, others }: Memory): Hearing {
  const side = others ? 'other' : 'self'
  if (emergencies.stillIn(plain) && !others) return danger(fill(safety.reply_again, DUTY), 'crisis')
  const answer = emergency.back.find(({ id }) => id === emergencies.backIn(plain))
  if (answer) {
    const state = fill(emergency.states.knows, DUTY)
    const reach = fill(emergency.reach.knows, DUTY)
    return danger(fill(answer[side], { ...DUTY, state, reach, kept: emergency.kept }), 'high')
  }
  if (done && emergencies.worseIn(plain)) {
    const told = fill(emergency.told.knows, DUTY)
    return danger(
      fill(emergency.replies[done][side], { them: whomFile.groups['other'] ?? '', told }),
      'crisis',
    )
  }
  const { sounds, ...rest } = quietly(plain, assessment)
  return sounds === undefined || sounds === 'hint' ? rest : { ...rest, sounds }
}

function quietly(plain: string, assessment: Assessment): Hearing {
  const quiet = { secret: false, concern: null }
  if (isHint(assessment, plain)) return { ...quiet, sounds: 'hint' }
  if (isReport(tools, plain)) return { ...quiet, sounds: 'report' }
  const aid = aidFor(plain)
  const more = aid === null ? quiet : { ...quiet, aid }
  return weighsOn(assessment, plain) ? { ...more, sounds: 'weighs' } : more
}

function danger(reply: string, level: 'crisis' | 'high', kept = false): Hearing {
  return { secret: false, concern: { level, reply, ...(kept ? { kept: true as const } : {}) } }
}
