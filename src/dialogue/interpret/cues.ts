import type { Slot } from '../flow.ts'
import { optionsOf } from '../slots/index.ts'
import { mentions } from '../slots/mentions.ts'
import type { Value } from '../value.ts'
import { clauses, findWord } from './bare.ts'
import { type At, type Listening, ownWords, readPart, without } from './listening.ts'

/** The person's own words after a cue (“因为我妈住院” → 我妈住院), and the message without them. */
export interface Cued {
  values: [Slot, Value][]
  rest: Listening
}

export function hearCued(l: Listening, at: At): Cued {
  const values: [Slot, Value][] = []
  let rest = l
  for (const slot of at.flow.slots) {
    const found = slot.type === 'text' ? cuedText(rest, at, slot) : null
    if (!found) continue
    values.push([slot, found.text])
    rest = without(rest, [found.place])
  }
  return { values, rest }
}

/** To the end of the sentence, but for clauses that say something of another slot: “因为我妈住院，26号到27号”. */
function cuedText(l: Listening, at: At, slot: Slot): { text: string; place: [number, number] } | null {
  const { plain } = l.reading
  const cue = findWord(plain, slot.cues)
  if (!cue) return null
  const from = cue.at + cue.word.length
  const lead = /^[\s，,：:是]+/u.exec(plain.slice(from))?.[0].length ?? 0
  const sentence = plain.slice(from + lead).split(/[。！？!?\n]/u)[0] ?? ''
  const [first = '', ...later] = clauses(sentence)
  const stop = later.find(clause => isAboutElse(l, at, slot, clause))
  const end = stop === undefined ? sentence.length : sentence.indexOf(stop, first.length)
  const place: [number, number] = [cue.at, from + lead + end]
  const text = ownWords(l.reading, from + lead, place[1])
    .replace(/[\s，,；;]+$/u, '')
    .trim()
  return text === '' || (slot.max !== null && [...text].length > slot.max) ? null : { text, place }
}

function isAboutElse(l: Listening, { flow, frame }: At, slot: Slot, clause: string): boolean {
  const reading = readPart(l, clause)
  if (reading.time) return true
  return flow.slots.some(
    s => s !== slot && s.type === 'choice' && mentions(reading.plain, optionsOf(s, frame)).length > 0,
  )
}
