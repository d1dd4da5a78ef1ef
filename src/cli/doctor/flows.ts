import { areas } from '../../areas.ts'
import { SAFETY } from '../../care/safety/policy.ts'
import { isLive } from '../../config.ts'
import { formatProblem } from '../../dialogue/problem.ts'
import { systemTexts } from '../../main.ts'
import { loadLibrary, readFlowFolder } from '../../runtime/library.ts'
import type { Check } from './finding.ts'

/** Problems shown; `flows check` lists them all. */
const SHOWN = 5

/** The conversations, and whether somebody who knows has read what is said to despair. */
export const checkFlows: Check = async ({ texts, config }) => {
  const { library, problems } = loadLibrary(readFlowFolder(config.FLOWS_DIR), areas)
  const all = [...problems, ...systemTexts(config.FLOWS_DIR).problems]
  if (library && all.length === 0) {
    const good = { state: 'good', text: texts.say('doctor.flows', { flows: library.flows.size }) } as const
    const { reviewed_by, reviewed_on } = library.policy(SAFETY)
    const reviewed = reviewed_by.trim() !== '' && reviewed_on.trim() !== ''
    // The trial answers nobody who is in danger.
    return reviewed || !isLive(config)
      ? [good]
      : [good, { state: 'warn', text: texts.say('doctor.not_reviewed') }]
  }
  const shown = all
    .slice(0, SHOWN)
    .map(problem => `\n    ${formatProblem(problem)}: ${texts.problem(problem.what)}`)
  const values = { folder: config.FLOWS_DIR, problems: all.length, first: shown.join('') }
  return [{ state: 'bad', text: texts.say('doctor.flows_bad', values) }]
}
