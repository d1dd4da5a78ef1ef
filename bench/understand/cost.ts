import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { areas } from '../../src/areas.ts'
import type { Read, Reading } from '../../src/kernel/reading.ts'
import { loadLibrary, readFlowFolder } from '../../src/runtime/library.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { makeRead } from '../../src/understanding/index.ts'
import { UNITS } from '../../tests/understanding/time/long-texts.ts'

/** Forty characters, as somebody writes who says everything at once. */
const MESSAGES = [
  '领导好，我下周一到周三要陪母亲去省城复查，想请三天年假，工作已经交接给小李了，望批准。',
  '上周六上午九点到下午五点在单位赶迎检材料，一共加班七个小时，麻烦帮我登记一下换补休。',
  '孩子明天下午两点半开家长会，我想请半天事假，后天上午再请两个小时去办户口的事情，谢谢。',
  '最近三个月一直睡不好，心里压力特别大，工作上的事也不知道跟谁说，想找组织谈一谈心里话。',
]

const ROUNDS = 5000

/** Latency at 40 characters, how cost grows with length, and what loading costs in time and memory. */
export async function measureCost(): Promise<object[]> {
  const { library } = loadLibrary(readFlowFolder('flows'), areas)
  if (!library) throw new Error('the flows have problems: run `npm run -s xinqiao -- flows check`')
  const read = makeRead(library.model)
  return [
    { eval: 'cost', ...(await loading()) },
    { eval: 'cost', atCharacters: 40, ...latency(read) },
    growth(read),
  ]
}

const calendar = chineseCalendar()

/** Everything that a reading tells, each time at another minute, so that nothing is remembered. */
function latency(read: Read): { medianMicros: number; p99Micros: number } {
  const micros = Array.from({ length: ROUNDS * 2 }, (_, turn) => {
    const context = { ref: `2026-11-26T09:${10 + (turn % 50)}`, calendar }
    const begun = process.hrtime.bigint()
    readAll(read(MESSAGES[turn % MESSAGES.length] ?? '', context))
    return Number(process.hrtime.bigint() - begun) / 1000
  })
  const warm = micros.slice(ROUNDS).sort((a, b) => a - b)
  return {
    medianMicros: round(warm[ROUNDS / 2] ?? 0),
    p99Micros: round(warm[Math.floor(ROUNDS * 0.99)] ?? 0),
  }
}

function readAll({ time, times, numbers, yesNo, intents }: Reading): unknown[] {
  return [time, times, numbers, yesNo, intents]
}

/** Milliseconds and megabytes until the first reading, built as it is shipped, in a process of its own. */
async function loading(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-eval-'))
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      ssr: { noExternal: true },
      build: { ssr: 'bench/understand/loaded.ts', outDir: folder, target: 'node26', minify: false },
    })
    const out = execFileSync(process.execPath, [join(folder, 'loaded.js')], { encoding: 'utf8' })
    return JSON.parse(out)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * How much longer a text of eight times the length takes, for texts made to be hard. Linear work gives about 8,
 * a square 64; what is much over 8 is named.
 */
function growth(read: Read): object {
  const measured = UNITS.map(unit => {
    const [short, long] = [cost(read, unit, 2500), cost(read, unit, 20_000)]
    return { unit, millis: long, times: long / short }
  })
  const slowest = Math.max(...measured.map(m => m.millis))
  const steep = measured.filter(m => m.times > STEEP)
  return { eval: 'cost', at20000: { texts: UNITS.length, slowestMillis: round(slowest), steep } }
}

const STEEP = 24

/** Least milliseconds of three tries. */
function cost(read: Read, unit: string, length: number): number {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
  const tries = Array.from({ length: 3 }, (_, turn) => {
    const context = { ref: `2026-11-26T09:1${turn}`, calendar }
    const begun = performance.now()
    readAll(read(text, context))
    return performance.now() - begun
  })
  return Math.min(...tries)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
