import { commands } from './cli/commands.ts'
import { runCli } from './cli/run.ts'

process.exitCode = await runCli(commands, process.argv.slice(2))
