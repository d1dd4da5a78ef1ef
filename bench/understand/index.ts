import { measureCost } from './cost.ts'
import { scoreIntents } from './intents.ts'
import { scoreTime } from './time.ts'

/**
 * `npm run eval:understand`: how well and how fast messages are understood, on labelled sentences of our own.
 * One JSON line per figure. `--misses` also prints every line that was read otherwise than labelled.
 */
const MISSES = process.argv.includes('--misses')

for (const line of [...(await measureCost()), ...scoreTime(MISSES), ...scoreIntents(MISSES)])
  process.stdout.write(`${JSON.stringify(line)}\n`)
