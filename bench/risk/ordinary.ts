import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assessText } from './score.ts'

/** Wishes whose sentences may hold despair. */
const MAY_DESPAIR = new Set(['heart', 'need_help', 'urgent', 'human', '~anger'])

/**
 * False alarms among everyday messages to the program: those by which its understanding is judged. They were learned
 * from as ordinary, so this says that nothing ordinary is disturbed, not how a text fares that nobody has seen.
 */
export function* ordinaryTexts(): Generator<object> {
  const texts = [...wishes(), ...times()]
  const heard = texts.map(assessText)
  yield {
    eval: 'risk',
    set: 'messages to the program',
    lines: texts.length,
    urgentPer1000: perThousand(heard.filter(one => one.urgent).length, texts.length),
    askedPer1000: perThousand(heard.filter(one => one.ask).length, texts.length),
  }
}

function wishes(): string[] {
  let wish = ''
  return lines('intents').flatMap(line => {
    if (line.startsWith('# ')) wish = line.slice(2)
    return line === '' || line.startsWith('#') || MAY_DESPAIR.has(wish) ? [] : [line]
  })
}

function times(): string[] {
  return lines('time').flatMap(line => {
    const [text = '', reading] = line.split(' => ')
    return reading === undefined ? [] : [text]
  })
}

function lines(folder: string): string[] {
  const path = join(import.meta.dirname, '..', 'understand', folder)
  return readdirSync(path).flatMap(name => readFileSync(join(path, name), 'utf8').split('\n'))
}

function perThousand(part: number, whole: number): number {
  return Math.round((10_000 * part) / Math.max(1, whole)) / 10
}
