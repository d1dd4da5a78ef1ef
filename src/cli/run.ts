import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { systemTexts } from '../main.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'
import type { Command, Context, Streams } from './command.ts'
import { VERSION } from './version.ts'
import { wordsOf } from './words-of.ts'

/** What a command line is run in; by default this process. */
export interface Surroundings extends Streams {
  readonly env: NodeJS.ProcessEnv
  /** Where `.env` is, and what paths are relative to. */
  readonly folder: string
}

const ofProcess = (): Surroundings => ({
  env: process.env,
  folder: process.cwd(),
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
})

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 something is wrong, 2 it was called wrongly
 */
export async function runCli(
  commands: readonly Command[],
  words: readonly string[],
  surroundings: Surroundings = ofProcess(),
): Promise<number> {
  const context = openContext(surroundings)
  const { texts, out, err } = context
  if (words[0] === '--version') return say(out, [VERSION], 0)
  const command = commandOf(commands, words)
  if (!command) return unknown(commands, words, context)
  const given = argumentsOf(command, words.slice(command.name.split(' ').length))
  if (!given) return say(err, [helpOf(command, texts)], 2)
  if (given.help) return say(out, [helpOf(command, texts)], 0)
  try {
    return await command.run(context, given.args, given.options)
  } catch (thrown) {
    return say(err, wordsOf(thrown, texts), 1)
  }
}

function unknown(
  commands: readonly Command[],
  words: readonly string[],
  { texts, out, err }: Context,
): number {
  const lines = overview(commands, texts)
  if (words.some(word => ['--help', '-h', 'help'].includes(word))) return say(out, lines, 0)
  const what = words.slice(0, 2).join(' ')
  return say(err, [...(what === '' ? [] : [texts.say('usage.unknown', { words: what })]), ...lines], 2)
}

function say(to: (line: string) => void, lines: readonly string[], code: number): number {
  for (const line of lines) to(line)
  return code
}

/** Words are known before the settings are: they may be what is wrong. */
function openContext({ env, folder, ...streams }: Surroundings): Context {
  const path = (named: string) => resolve(folder, named)
  const { texts } = systemTexts(path(env['FLOWS_DIR'] ?? './flows'))
  return {
    texts,
    streams,
    path,
    config: () => readConfig(env, folder),
    out: line => void streams.output.write(`${line}\n`),
    err: line => void streams.errors.write(`${line}\n`),
  }
}

/** The command with the longest name that the words begin with. */
function commandOf(commands: readonly Command[], words: readonly string[]): Command | null {
  const fitting = commands.filter(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
  return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? null
}

/** Null where it was called wrongly. */
function argumentsOf(command: Command, words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    const { help, ...options } = values as Record<string, string | boolean | undefined>
    const [least, most] = command.args
    if (help === true) return { help: true, args: positionals, options }
    const fits = positionals.length >= least && positionals.length <= most
    return fits ? { help: false, args: positionals, options } : null
  } catch {
    return null
  }
}

function overview(commands: readonly Command[], texts: SystemTexts): string[] {
  const lines = commands.map(({ name, usage, help }) => {
    const [summary = ''] = texts.say(help).split('\n')
    return `  ${`${name} ${usage}`.padEnd(36)} ${summary}`
  })
  return [texts.say('usage.head', { version: VERSION }), ...lines, texts.say('usage.foot')]
}

function helpOf({ name, usage, help }: Command, texts: SystemTexts): string {
  return `xinqiao ${name} ${usage}\n\n${texts.say(help)}`
}
