import { areas } from '../areas.ts'
import { RISK } from '../care/safety/policy.ts'
import { Fault } from '../kernel/faults.ts'
import { type Assess, makeAssess } from '../risk/assess.ts'
import { loadLibrary, readFlowFolder } from '../runtime/library.ts'
import { normalize } from '../understanding/normalize.ts'
import type { Command } from './command.ts'
import { answerLines, parseLine } from './lines.ts'

/** What the first rule set makes of each line. */
export const assess: Command = {
  name: 'assess',
  usage: '< FILE',
  args: [0, 0],
  help: 'help.assess',
  async run({ config }) {
    const { library } = loadLibrary(readFlowFolder(config().FLOWS_DIR), areas)
    if (!library) throw new Fault('FLOWS_INVALID')
    const rules = makeAssess(library.policy(RISK))
    await answerLines(line => assessed(rules, line))
    return 0
  },
}

/** One line in, one object out. So far the rules know self-harm alone: everything else is `none`. */
export function assessed(rules: Assess, line: string): object {
  const { id, text } = parseLine(line)
  const { level, urgent, reasons } = rules(normalize(text))
  const to = urgent ? 'duty' : 'none'
  return {
    ...(id === undefined ? {} : { id }),
    level,
    category: urgent ? 'self_harm' : null,
    urgent,
    ask: level === 'high',
    safe: urgent,
    route: to,
    routes: reasons.map(({ span }) => ({ span, to })),
    reasons: reasons.map(({ rule, quote, why }) => ({ rule, quote, why })),
  }
}
