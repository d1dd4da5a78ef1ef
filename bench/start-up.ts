import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ENV, FLAGS } from './lean.ts'

const HOME = join(import.meta.dirname, '..')
const BUNDLE = join(HOME, 'dist', 'server', 'cli.js')
const STARTS = 5
/** V8 gives back what the start took once nothing has happened for a while. */
const REST_MS = 30_000

/** From the start of the process to listening, on a database that is there already; then its memory at rest. */
export async function startUp(print: (line: object) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-bench-'))
  try {
    await stop((await start(folder)).child)
    const times: number[] = []
    for (let i = 0; i < STARTS; i++) {
      const { child, ms } = await start(folder)
      times.push(ms)
      await stop(child)
    }
    const { child } = await start(folder)
    await setTimeout(REST_MS)
    const rss = residentMb(child)
    await stop(child)
    const [fastest, , median] = times.sort((a, b) => a - b)
    print({ bench: 'start to ready', medianMs: median, fastestMs: fastest, idleRssMb: rss })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(folder: string): Promise<{ child: ChildProcess; ms: number }> {
  const from = performance.now()
  const child = spawn(process.execPath, [...FLAGS, BUNDLE, 'start'], {
    cwd: HOME,
    env: { ...ENV, PATH: process.env['PATH'] ?? '', DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  while (!out.includes('Ctrl+C')) {
    if (!child.stdout) break
    const [bytes] = (await once(child.stdout, 'data')) as [Buffer]
    out += bytes.toString()
  }
  return { child, ms: Math.round(performance.now() - from) }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

function residentMb(child: ChildProcess): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })
  return Math.round(Number(kilobytes) / 1_000)
}
