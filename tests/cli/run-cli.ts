import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { runCli as run } from '../../src/cli/run.ts'
import { HOME } from '../../src/data.ts'

const BUNDLE = join(HOME, 'dist', 'server', 'cli.js')

/** What `npm start` runs, if it is as new as its sources (under `npm test` it is); else the sources, five times slower. */
const FILE = isNew(BUNDLE) ? BUNDLE : join(HOME, 'src', 'cli.ts')

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** What is said on the command line, and the variables that are set for it. */
export interface Called {
  input?: string
  env?: Record<string, string>
}

/** A command line in this process, on a data folder, with nothing of this machine's settings. */
export async function runCli(
  folder: string,
  words: readonly string[],
  { input = '', env = {} }: Called = {},
): Promise<Ended> {
  const [output, errors] = [new PassThrough(), new PassThrough()]
  const said = Promise.all([text(output), text(errors)])
  const surroundings = { env: envOf(folder, env), folder, input: Readable.from([input]), output, errors }
  const code = await run(commands, words, surroundings)
  output.end()
  errors.end()
  const [out, err] = await said
  return { code, out, err }
}

/** The same in a process of its own, as people call it. */
export function spawnedCli(folder: string, words: readonly string[], about: Called = {}): Promise<Ended> {
  const child = spawnCli(folder, words, about.env)
  const ended = collect(child)
  child.stdin?.end(about.input ?? '')
  return ended
}

export interface Started {
  /** Where it listens. */
  readonly url: string
  /** What it has said so far. */
  out(): string
  /** Asks it to stop, and waits. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

/** `start` on a free port; ended with the test at the latest. */
export async function startCli(folder: string, env: Record<string, string> = {}): Promise<Started> {
  const child = spawnCli(folder, ['start'], { PORT: '0', ...env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = collect(child)
  let out = ''
  child.stdout?.on('data', (bytes: Buffer) => {
    out += bytes.toString()
  })
  while (!out.includes('Ctrl+C')) {
    const dead = await Promise.race([ended, once(child.stdout ?? child, 'data').then(() => null)])
    if (dead) throw new Error(`start ended with ${dead.code}: ${dead.out}${dead.err}`)
  }
  const [url = ''] = /http:\/\/[\d.]+:\d+/.exec(out) ?? []
  return {
    url,
    out: () => out,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

/** The process itself, for a test that ends it by force. */
export function spawnCli(
  folder: string,
  words: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', FILE, ...words], {
    cwd: folder,
    env: envOf(folder, env),
  })
}

function envOf(folder: string, env: Record<string, string>): Record<string, string> {
  const flows = process.env['XQ_FLOWS'] ?? join(HOME, 'flows')
  return { PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, 'data'), FLOWS_DIR: flows, ...env }
}

function isNew(file: string): boolean {
  if (!existsSync(file)) return false
  const made = statSync(file).mtimeMs
  const sources = [join(HOME, 'src'), join(HOME, 'db', 'schema')].flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()),
  )
  return sources.every(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs < made)
}

async function collect(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' }
  child.stdout?.on('data', (bytes: Buffer) => {
    said.out += bytes.toString()
  })
  child.stderr?.on('data', (bytes: Buffer) => {
    said.err += bytes.toString()
  })
  const [code] = await once(child, 'close')
  return { code, ...said }
}
