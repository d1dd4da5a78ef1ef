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
  const texts = at.flow.slots.filter(slot => slot.type === 'text')
  const take = (slot: Slot, found: { text: string; place: [number, number] } | null) => {
    if (!found || values.some(([taken]) => taken === slot)) return
    values.push([slot, found.text])
    rest = without(rest, [found.place])
  }
  // What ends of itself goes first: “因为家里有事，请吴敏顶岗”.
  for (const slot of texts) take(slot, textWithin(rest, slot))
  for (const slot of texts) take(slot, cuedText(rest, at, slot))
  for (const slot of at.flow.slots) {
    if (slot.type !== 'person' || slot.cues.length === 0) continue
    const found = textWithin(rest, slot) ?? cuedText(rest, at, slot)
    const [who, other] = found ? l.world.people(found.text.replace(BESIDES, '')) : []
    if (!found || !who || other) continue
    values.push([slot, { userid: who.userid, name: who.name }])
    rest = without(rest, [found.place])
  }
  return { values, rest }
}

/** Whom or what the two words of a cue hold between them in one clause: “请吴敏替我顶岗”. A single sign names nobody. */
function textWithin({ reading }: Listening, slot: Slot): { text: string; place: [number, number] } | null {
  const { plain } = reading
  const found = slot.cues.flatMap(cue => {
    const [opens = '', closes] = cue.split('…')
    const last = closes === undefined ? -1 : plain.lastIndexOf(closes)
    const start = last < 0 ? -1 : plain.lastIndexOf(opens, last - 1)
    if (start < 0 || closes === undefined) return []
    const from = start + opens.length
    const end = plain.indexOf(closes, from)
    return end < 0 ? [] : [{ start, from, end, to: end + closes.length }]
  })
  // The nearest: in “请领导让吴敏顶岗” it is 吴敏.
  const [near] = found.sort((a, b) => b.from - a.from)
  if (!near) return null
  const text = ownWords(reading, near.from, near.end).trim().replace(FOR_ME, '')
  const isName =
    /^[^，,。；;！!？?\n]{2,}$/u.test(text) && (slot.max === null || [...text].length <= slot.max)
  return isName ? { text, place: [near.start, near.to] } : null
}

/** “请吴敏替我顶岗”, “请吴敏来顶岗”. */
const FOR_ME = /(?:[替帮给]我|来)$/u

/** “请王主任也看看”. */
const BESIDES = /(?:也|先|再|一起|帮忙|同时)+$/u

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
  return !/[^吗呢么吧啊呀嘛的了]/u.test(text) || (slot.max !== null && [...text].length > slot.max)
    ? null
    : { text, place }
}

function isAboutElse(l: Listening, { flow, frame }: At, slot: Slot, clause: string): boolean {
  const reading = readPart(l, clause)
  if (reading.time) return true
  return flow.slots.some(
    s => s !== slot && s.type === 'choice' && mentions(reading.plain, optionsOf(s, frame)).length > 0,
  )
}
