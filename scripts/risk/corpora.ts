import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLASSES, type Lesson } from './lessons.ts'

/** What somebody says of his own wish to die or to hurt himself, among the labels of PsySUICIDE. */
const OWN = new Set([
  '自杀未遂',
  '自杀准备行为',
  '自杀计划',
  '主动自杀意图',
  '被动自杀意图',
  '自伤行为',
  '自伤意图',
])

const line = (folder: string, name: string): Record<string, unknown>[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(text => text !== '')
    .map(text => JSON.parse(text))

/** Third-party texts: what each may teach, and no more than it can. */
export function corpora(folder: string): { own: Lesson[]; others: Lesson[] } {
  const own = line(folder, 'psysuicide-valid.jsonl').map(({ text, labels }): Lesson => {
    const risk = (labels as string[]).some(label => OWN.has(label))
    return { text: String(text), is: risk ? ['self_harm'] : [], known: ['self_harm'], weight: 2 }
  })
  const ordinary = line(folder, 'ordinary.jsonl').map(
    ({ text, kind }): Lesson => ({
      text: String(text),
      is: kind === 'official' ? ['business'] : [],
      known: kind === 'official' ? null : NOT_BUSINESS,
      weight: 0.6,
    }),
  )
  const counselling = line(folder, 'counselling-turns.jsonl').map(
    ({ text }): Lesson => ({ text: String(text), is: [], known: NOT_TOLD, weight: 0.5 }),
  )
  return { own, others: [...ordinary, ...counselling] }
}

/** A request at a counter teaches what trouble is not; whether it is one of ours is left open. */
const NOT_BUSINESS = CLASSES.filter(name => name !== 'venting' && name !== 'business')
/** Nobody labelled these: they hold distress of all kinds, hardly ever a farewell, and no report. */
const NOT_TOLD = ['hint', 'misconduct']
