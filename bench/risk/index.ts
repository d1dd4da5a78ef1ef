import { readSet } from './cases.ts'
import { scoreCost } from './cost.ts'
import { ordinaryTexts } from './ordinary.ts'
import { score } from './score.ts'

/**
 * `npm run eval:risk`: how well danger and trouble are heard, on labelled sentences of our own. One JSON line per
 * figure. `seen` was learned from and tuned on; `held` was written before the rules, and no line of it was looked at
 * while they were made. `--misses` prints what was heard otherwise than labelled, of `seen` alone.
 */
const MISSES = process.argv.includes('--misses')

const lines = [
  ...score('seen', readSet('seen'), MISSES),
  ...score('held', readSet('held'), false),
  ...ordinaryTexts(),
  ...scoreCost(),
]
for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`)
