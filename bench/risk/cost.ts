import { readSet } from './cases.ts'
import { assessText } from './score.ts'

const ROUNDS = 40

/** What assessing costs: an ordinary message, one that is heard, and texts of 4,000 characters. */
export function* scoreCost(): Generator<object> {
  const cases = readSet('seen')
  const ordinary = cases.filter(one => one.level === 'none').map(one => one.text)
  const danger = cases.filter(one => one.category === 'self_harm').map(one => one.text)
  yield cost('ordinary message', ordinary, ROUNDS)
  yield cost('message of danger', danger, ROUNDS)
  yield cost('ordinary, 4,000 characters', longTexts(ordinary), ROUNDS)
  yield cost('danger, 4,000 characters', longTexts(danger), ROUNDS)
  yield cost('one word over and over, 4,000 characters', repeated(), ROUNDS)
}

/** Normalising included. The first rounds warm up and are not counted. */
function cost(what: string, texts: readonly string[], rounds: number): object {
  const micros: number[] = []
  for (let round = -3; round < rounds; round++)
    for (const text of texts) {
      const begun = process.hrtime.bigint()
      assessText(text)
      if (round >= 0) micros.push(Number(process.hrtime.bigint() - begun) / 1000)
    }
  micros.sort((a, b) => a - b)
  const at = (part: number) => Math.round(10 * (micros[Math.floor(micros.length * part)] ?? 0)) / 10
  return { eval: 'risk-cost', what, medianMicros: at(0.5), p99Micros: at(0.99) }
}

function longTexts(sentences: readonly string[]): string[] {
  return Array.from({ length: 8 }, (_, first) => {
    let text = ''
    for (let n = first; text.length < 4_000; n += 7) text += sentences[n % sentences.length] ?? ''
    return text.slice(0, 4_000)
  })
}

function repeated(): string[] {
  return ['想', '死', '不想', '想死', '活着', '在楼顶', '他说', '最后', '我'].map(word =>
    word.repeat(4_000).slice(0, 4_000),
  )
}
