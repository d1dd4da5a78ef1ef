import { everydayMessages } from './cases.ts'
import { assessText } from './score.ts'

/**
 * False alarms among everyday messages to the program. They were learned from as ordinary, so this says that nothing
 * ordinary is disturbed, not how a text fares that nobody has seen.
 */
export function* ordinaryTexts(): Generator<object> {
  const texts = everydayMessages()
  const heard = texts.map(assessText)
  yield {
    eval: 'risk',
    set: 'messages to the program',
    lines: texts.length,
    urgentPer1000: perThousand(heard.filter(one => one.urgent).length, texts.length),
    askedPer1000: perThousand(heard.filter(one => one.ask).length, texts.length),
  }
}

function perThousand(part: number, whole: number): number {
  return Math.round((10_000 * part) / Math.max(1, whole)) / 10
}
