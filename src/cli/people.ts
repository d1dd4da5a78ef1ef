import { areas } from '../areas.ts'
import { LEAVE } from '../care/leave/policy.ts'
import { importRoster } from '../care/people/import.ts'
import { importBalances } from '../care/people/import-balances.ts'
import { Fault } from '../kernel/faults.ts'
import { flowsFault } from '../main.ts'
import { loadLibrary, readFlowFolder } from '../runtime/library.ts'
import type { Command, Context } from './command.ts'
import { withData } from './data.ts'
import { readFileNamed } from './read-file.ts'
import { wordsOf } from './words-of.ts'

export const peopleImport: Command = {
  name: 'people import',
  usage: 'FILE',
  args: [1, 1],
  help: 'help.people_import',
  async run(context, [path = '']) {
    const file = await readFileNamed(context.path(path))
    const zone = context.config().TZ_NAME
    const done = await withData(context, ({ storage }, now) =>
      importRoster(storage, file, { actor: 'cli', now, sample: false, zone }),
    )
    context.out(context.texts.say('people.imported', done))
    if (done.left > 0) context.out(context.texts.say('people.left', done))
    return 0
  },
}

export const balancesImport: Command = {
  name: 'balances import',
  usage: 'FILE [--above-law]',
  args: [1, 1],
  help: 'help.balances_import',
  options: { 'above-law': { type: 'boolean' } },
  async run(context, [path = ''], options) {
    const law = options['above-law'] === true ? undefined : leaveTable(context)
    const file = await readFileNamed(context.path(path))
    const done = await withData(context, ({ storage }, now) =>
      importBalances(storage, file, { actor: 'cli', now, ...(law && { law }) }),
    ).catch(thrown => {
      if (!(thrown instanceof Fault) || thrown.code !== 'BALANCES_ABOVE_LAW') throw thrown
      for (const line of [...wordsOf(thrown, context.texts), context.texts.say('balances.above_law')])
        context.err(line)
      return null
    })
    if (!done) return 1
    context.out(context.texts.say('balances.imported', done))
    return 0
  },
}

/** The rules of leave as the flow files have them. @throws Fault FLOWS_INVALID */
function leaveTable(context: Context) {
  const { library, problems } = loadLibrary(readFlowFolder(context.config().FLOWS_DIR), areas)
  if (!library) throw flowsFault(problems)
  return library.policy(LEAVE)
}
