import { parse } from 'yaml'
import { type AidFile, makeAid } from '../../../src/care/safety/aid.ts'
import { type EmergencyFile, makeEmergencies } from '../../../src/care/safety/emergency.ts'
import { isHint, weighsOn } from '../../../src/care/safety/hints.ts'
import { isReport } from '../../../src/care/safety/report.ts'
import { makeWhom, type WhomFile } from '../../../src/care/safety/whom.ts'
import { fill } from '../../../src/dialogue/format.ts'
import { makeAssess } from '../../../src/risk/assess.ts'
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
const safety = file<{ reply: string[]; reply_again: string; reply_other: string }>('safety')
const whomFile = file<WhomFile>('whom')
const whomOf = makeWhom(whomFile)
const policies = { risk: file('risk'), safety: file('safety') }
const tools = { policy: ({ name }: { name: 'risk' | 'safety' }) => policies[name] } as unknown as Tools
const DUTY = { duty: '周主任', who: '值班的周主任', pronoun: '她', phone: '0571-88880001' }

/** What the program hears in a text before the dialogue does: the real rules, a duty contact of our own. */
export function heard(text: string, before: boolean): Hearing {
  const plain = normalize(text)
  if (isSecret(plain)) return { secret: true, concern: null }
  const { level, urgent, reasons, ask, weak, category } = assess(plain)
  const found = emergencies.emergencyIn(plain, { urgent, reasons })
  if (found) {
    const ill = { rule: 'medical', why: '', quote: '', span: found.span }
    const whoms = whomOf(plain, found.is === 'medical' ? [ill] : reasons)
    const isOther = whoms.every(whom => !whom.keys.includes('self'))
    const them = whomFile.groups[whoms[0]?.group ?? 'other'] ?? ''
    const reply = emergency.replies[found.is][isOther ? 'other' : 'self']
    const told = fill(emergency.told.asking, DUTY)
    return { secret: false, concern: { level: 'crisis', reply: fill(reply, { them, told }) } }
  }
  const back = before && !urgent ? emergencies.backIn(plain) : null
  const answer = emergency.back.find(({ id }) => id === back)
  if (answer) {
    const state = fill(emergency.states.knows, DUTY)
    return { secret: false, concern: { level: 'high', reply: fill(answer.self, { ...DUTY, state }) } }
  }
  if (!urgent || level === 'none') {
    const quiet = { secret: false, concern: null }
    if (isHint({ ask, weak }, plain) && !before) return { ...quiet, sounds: 'hint' }
    if (isReport(tools, plain)) return { ...quiet, sounds: 'report' }
    const aid = aidFor(plain)
    const more = aid === null ? quiet : { ...quiet, aid }
    return weighsOn({ category, level }, plain) ? { ...more, sounds: 'weighs' } : more
  }
  const whoms = whomOf(plain, reasons)
  const other = whoms.every(whom => !whom.keys.includes('self'))
  const them = whomFile.groups[whoms[0]?.group ?? 'other'] ?? ''
  const reply = other ? safety.reply_other : before ? safety.reply_again : (safety.reply[0] ?? '')
  return {
    secret: false,
    concern: { level: level === 'crisis' ? 'crisis' : 'high', reply: fill(reply, { ...DUTY, them }) },
  }
}
