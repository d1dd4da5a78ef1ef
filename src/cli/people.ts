import { importRoster } from '../care/people/import.ts'
import { importBalances } from '../care/people/import-balances.ts'
import type { Command } from './command.ts'
import { withData } from './data.ts'
import { readFileNamed } from './read-file.ts'

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
  usage: 'FILE',
  args: [1, 1],
  help: 'help.balances_import',
  async run(context, [path = '']) {
    const file = await readFileNamed(context.path(path))
    const done = await withData(context, ({ storage }, now) =>
      importBalances(storage, file, { actor: 'cli', now }),
    )
    context.out(context.texts.say('balances.imported', done))
    return 0
  },
}
