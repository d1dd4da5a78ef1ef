import { areas } from '../areas.ts'
import { LEAVE } from '../care/leave/policy.ts'
import { OVERTIME } from '../care/overtime/policy.ts'
import { flowsFault } from '../main.ts'
import { loadLibrary, readFlowFolder } from '../runtime/library.ts'
import type { Command } from './command.ts'
import { enteredCalendar } from './entered-calendar.ts'
import { answerCase } from './leave/answer-case.ts'
import { answerLines } from './lines.ts'

/** What the rules of leave and comp-days make of each case: for scripts, and to try a rule table before it is used. */
export const leave: Command = {
  name: 'leave',
  usage: '< FILE',
  args: [0, 0],
  help: 'help.leave',
  async run({ config, streams }) {
    const settings = config()
    const { library, problems } = loadLibrary(readFlowFolder(settings.FLOWS_DIR), areas)
    if (!library) throw flowsFault(problems)
    const calendar = await enteredCalendar(settings)
    const { policy } = library
    const rules = { calendar, leave: policy(LEAVE), overtime: policy(OVERTIME) }
    await answerLines(streams, line => answerCase(rules, line))
    return 0
  },
}
