import type { Command } from './command.ts'
import { checkClock } from './doctor/clock.ts'
import { checkData } from './doctor/data.ts'
import { checkDingTalk } from './doctor/dingtalk.ts'
import type { Check, Finding } from './doctor/finding.ts'
import { checkFlows } from './doctor/flows.ts'
import { checkHost } from './doctor/host.ts'
import { checkKey } from './doctor/key.ts'
import { checkMode } from './doctor/mode.ts'
import { checkNode } from './doctor/node.ts'
import { checkPeople } from './doctor/people.ts'
import { checkWeChat } from './doctor/wechat.ts'

/** In this order: what stands on something else comes after it. */
const CHECKS: readonly Check[] = [
  checkNode,
  checkMode,
  checkData,
  checkKey,
  checkFlows,
  checkPeople,
  checkHost,
  checkClock,
  checkDingTalk,
  checkWeChat,
]

/** Looks at everything the program stands on, and says what to do. Changes nothing, prints no secret. */
export const doctor: Command = {
  name: 'doctor',
  usage: '',
  args: [0, 0],
  help: 'help.doctor',
  async run(context) {
    const { texts, out } = context
    const config = context.config()
    const findings: Finding[] = []
    for (const check of CHECKS)
      for (const finding of await check({ texts, config, now: Date.now() })) {
        findings.push(finding)
        out(texts.say(`doctor.${finding.state}`, { text: finding.text }))
      }
    const bad = findings.filter(({ state }) => state === 'bad').length
    out(bad === 0 ? texts.say('doctor.well') : texts.say('doctor.mend', { count: bad }))
    return bad === 0 ? 0 : 1
  },
}
