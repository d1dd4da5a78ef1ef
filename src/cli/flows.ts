import { cpSync, existsSync, readdirSync } from 'node:fs'
import { areas } from '../areas.ts'
import { formatProblem } from '../dialogue/problem.ts'
import { Fault } from '../kernel/faults.ts'
import { systemTexts } from '../main.ts'
import { loadLibrary, readFlowFolder } from '../runtime/library.ts'
import type { Command } from './command.ts'

export const flowsCheck: Command = {
  name: 'flows check',
  usage: '',
  args: [0, 0],
  help: 'help.flows_check',
  async run({ texts, config, out, err }) {
    const folder = config().FLOWS_DIR
    const { library, problems } = loadLibrary(readFlowFolder(folder), areas)
    const all = [...problems, ...systemTexts(folder).problems]
    for (const problem of all) err(`${formatProblem(problem)}: ${texts.problem(problem.what)}`)
    if (library && all.length === 0) out(texts.say('flows.good', { flows: library.flows.size }))
    else err(texts.say('flows.bad', { problems: all.length }))
    return all.length === 0 ? 0 : 1
  },
}

export const flowsExport: Command = {
  name: 'flows export',
  usage: 'DIR',
  args: [1, 1],
  help: 'help.flows_export',
  async run({ texts, config, out, path }, [named = '']) {
    const to = path(named)
    if (existsSync(to) && readdirSync(to).length > 0)
      throw new Fault('FOLDER_TAKEN', { values: { folder: to } })
    cpSync(config().FLOWS_DIR, to, { recursive: true })
    out(texts.say('flows.exported', { folder: to }))
    return 0
  },
}
