import { areas } from '../../areas.ts'
import { formatProblem } from '../../dialogue/problem.ts'
import { systemTexts } from '../../main.ts'
import { loadLibrary, readFlowFolder } from '../../runtime/library.ts'
import type { Check } from './finding.ts'

/** Problems shown; `flows check` lists them all. */
const SHOWN = 5

/** The conversations. */
export const checkFlows: Check = async ({ texts, config }) => {
  const { library, problems } = loadLibrary(readFlowFolder(config.FLOWS_DIR), areas)
  const all = [...problems, ...systemTexts(config.FLOWS_DIR).problems]
  if (library && all.length === 0)
    return [{ state: 'good', text: texts.say('doctor.flows', { flows: library.flows.size }) }]
  const shown = all.slice(0, SHOWN).map(problem => `\n    ${formatProblem(problem)}: ${problem.what}`)
  const values = { folder: config.FLOWS_DIR, problems: all.length, first: shown.join('') }
  return [{ state: 'bad', text: texts.say('doctor.flows_bad', values) }]
}
