import { execFileSync } from 'node:child_process'
import { areas } from '../../src/areas.ts'
import { loadLibrary, readFlowFolder } from '../../src/runtime/library.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { makeRead } from '../../src/understanding/index.ts'

/** Forty characters, as somebody writes who says everything at once. */
const MESSAGES = [
  '领导好，我下周一到周三要陪母亲去省城复查，想请三天年假，工作已经交接给小李了，望批准。',
  '上周六上午九点到下午五点在单位赶迎检材料，一共加班七个小时，麻烦帮我登记一下换补休。',
  '孩子明天下午两点半开家长会，我想请半天事假，后天上午再请两个小时去办户口的事情，谢谢。',
  '最近三个月一直睡不好，心里压力特别大，工作上的事也不知道跟谁说，想找组织谈一谈心里话。',
]

/** What is said over and over to look for work that grows faster than the text. */
const HARD = [
  '三天',
  '周一',
  '12.3-',
  '国庆前一天',
  '不是24号，',
  '每到',
  '第一个',
  '1,000',
  'mingtian',
  '（',
]

const ROUNDS = 5000

/** Latency at 40 characters, how cost grows with length, and what loading costs in time and memory. */
export function* measureCost(): Generator<object> {
  yield { eval: 'cost', ...loading() }
  const { library } = loadLibrary(readFlowFolder('flows'), areas)
  if (!library) throw new Error('the flows have problems: run `npm run -s xinqiao -- flows check`')
  const context = { ref: '2026-11-26T09:30', calendar: chineseCalendar() }
  const everything = (text: string) => {
    // A reader of its own: nothing is remembered from one reading to the next.
    const { time, times, numbers, yesNo, intents } = makeRead(library.model)(text, context)
    return [time, times, numbers, yesNo, intents]
  }
  const read = makeRead(library.model)
  let turn = 0
  const micros = Array.from({ length: ROUNDS * 2 }, () => {
    const text = `${MESSAGES[turn % MESSAGES.length] ?? ''}${' '.repeat(turn++ % 50)}`.slice(0, 60)
    const begun = process.hrtime.bigint()
    const { time, numbers, yesNo, intents } = read(text, context)
    const spent = Number(process.hrtime.bigint() - begun) / 1000
    return time === null && numbers.length + intents.length === 0 && yesNo === null ? 0 : spent
  })
    .slice(ROUNDS)
    .sort((a, b) => a - b)
  yield {
    eval: 'cost',
    atCharacters: 40,
    medianMicros: round(micros[ROUNDS / 2] ?? 0),
    p99Micros: round(micros[Math.floor(ROUNDS * 0.99)] ?? 0),
  }
  for (const unit of HARD) {
    const [short, long] = [cost(everything, unit, 2500), cost(everything, unit, 20_000)]
    yield { eval: 'cost', unit, millisAt20000: round(long), times8: round(long / short) }
  }
}

/** Time and memory that the understanding needs to be there, in a process of its own. */
function loading(): object {
  const script = `
    const before = process.memoryUsage().rss
    const begun = performance.now()
    const { makeRead } = await import('./src/understanding/index.ts')
    const { chineseCalendar } = await import('./src/understanding/calendar/index.ts')
    const { BLANK } = await import('./src/understanding/intents/model.ts')
    const { time } = makeRead(() => BLANK)('明天', { ref: '2026-11-26T09:30', calendar: chineseCalendar() })
    const loadMs = Math.round(performance.now() - begun)
    console.log(JSON.stringify({ loadMs, loadMb: Math.round((process.memoryUsage().rss - before) / 2 ** 20), start: time.start }))`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', script]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** Least milliseconds of three tries. */
function cost(read: (text: string) => unknown, unit: string, length: number): number {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
  const tries = Array.from({ length: 3 }, () => {
    const begun = performance.now()
    read(text)
    return performance.now() - begun
  })
  return Math.min(...tries)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
