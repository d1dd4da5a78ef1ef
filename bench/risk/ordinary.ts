import { join } from 'node:path'
import { everydayMessages, readPosts } from './cases.ts'
import { assessText } from './score.ts'

/**
 * False alarms among ordinary texts. The messages to the program were learned from, so they say that nothing ordinary
 * is disturbed, not how a text fares that nobody has seen; no line of the posts was learned from or looked at.
 */
export function* ordinaryTexts(): Generator<object> {
  yield falseAlarms('messages to the program', everydayMessages())
  yield falseAlarms('held posts', readPosts(join(import.meta.dirname, 'posts.txt')))
}

function falseAlarms(set: string, texts: readonly string[]): object {
  const heard = texts.map(assessText)
  return {
    eval: 'risk',
    set,
    lines: texts.length,
    urgentPer1000: perThousand(heard.filter(one => one.urgent).length, texts.length),
    askedPer1000: perThousand(heard.filter(one => one.ask).length, texts.length),
  }
}

function perThousand(part: number, whole: number): number {
  return Math.round((10_000 * part) / Math.max(1, whole)) / 10
}
