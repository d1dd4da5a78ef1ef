import { readFileSync } from 'node:fs'
import { areas } from '../../src/areas.ts'
import type { IntentScore } from '../../src/kernel/reading.ts'
import { loadLibrary, readFlowFolder } from '../../src/runtime/library.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'

/** In the order in which they were written; each while what was learned stood as it was. */
const SETS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
]

/** Above this the dialogue acts without asking. */
const SURE = 0.7

interface Judged {
  text: string
  wanted: string
  best: IntentScore | undefined
  right: boolean
}

/**
 * How sentences that nobody trained with are recognised. `accuracy`: the likeliest class is the labelled one;
 * `confidentErrors`: the wrong one with so much certainty that the bot would have acted on it.
 */
export function* scoreIntents(misses: boolean): Generator<object> {
  const { library } = loadLibrary(readFlowFolder('flows'), areas)
  if (!library) throw new Error('the flows have problems: run `npm run -s xinqiao -- flows check`')
  const context = { ref: '2026-11-26T09:30', calendar: chineseCalendar() }
  for (const set of SETS) {
    const judged = casesOf(set).map(({ text, flow }): Judged => {
      const { intents, yesNo } = library.read(text, context)
      const [best] = intents
      const said = yesNo === 'wait' ? '~wait' : best === undefined || best.p < LEAST ? '~cannot' : best.flow
      return { text, wanted: flow, best, right: said === flow }
    })
    const acted = judged.filter(({ best }) => best !== undefined && best.p >= SURE && best.flow !== '~cannot')
    const byClass = Map.groupBy(judged, ({ wanted }) => wanted)
    yield {
      eval: 'intents',
      set,
      lines: judged.length,
      accuracy: share(judged.filter(j => j.right).length, judged.length),
      actedOn: share(acted.length, judged.length),
      confidentErrors: share(acted.filter(j => !j.right).length, judged.length),
      byClass: Object.fromEntries(
        [...byClass].map(([name, list]) => [name, share(list.filter(j => j.right).length, list.length)]),
      ),
    }
    if (misses) for (const { text, wanted, best, right } of judged) if (!right) yield { text, wanted, best }
  }
}

/** Below this nothing is offered: the message counts as not understood. */
const LEAST = 0.25

/** `# class` begins the sentences of one class, one on a line. */
function casesOf(set: string): { text: string; flow: string }[] {
  const lines = readFileSync(new URL(`./intents/${set}.txt`, import.meta.url), 'utf8').split('\n')
  let flow = ''
  return lines.flatMap(line => {
    if (line.startsWith('# ')) flow = line.slice(2)
    return line === '' || line.startsWith('#') ? [] : [{ text: line, flow }]
  })
}

function share(part: number, whole: number): number {
  return Math.round((1000 * part) / Math.max(1, whole)) / 10
}
