/** A part of a text, end exclusive. */
export type Part = readonly [from: number, to: number]

const CLAUSE_ENDS = codes(',。;!?~\n、')
const SENTENCE_ENDS = codes('。!?;\n')

/** The clause around a place. */
export function clauseAt(text: string, from: number, to = from): Part {
  return partAt(text, from, to, CLAUSE_ENDS)
}

/** The sentence around a place. */
export function sentenceAt(text: string, from: number, to = from): Part {
  return partAt(text, from, to, SENTENCE_ENDS)
}

/** Every sentence of a text, with what ends it; those longer than `longest` in pieces. */
export function sentencesOf(text: string, longest = 400): Part[] {
  const parts: Part[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const ends = SENTENCE_ENDS.has(text.charCodeAt(at))
    if (!ends && at - from < longest - 1) continue
    parts.push([from, at + 1])
    from = at + 1
  }
  if (from < text.length) parts.push([from, text.length])
  return parts
}

/** A text in pieces of whole sentences, each about so long: what is looked for never reaches farther. */
export function piecesOf(text: string, about: number): Part[] {
  if (text.length <= about) return [[0, text.length]]
  const pieces: [from: number, to: number][] = []
  for (const [from, to] of sentencesOf(text, about)) {
    const last = pieces.at(-1)
    if (last && to - last[0] <= about) last[1] = to
    else pieces.push([from, to])
  }
  return pieces
}

/** Whoever writes without an end to his sentences is not read for ever. */
const FARTHEST = 300

function partAt(text: string, from: number, to: number, ends: ReadonlySet<number>): Part {
  let [start, end] = [from, to]
  while (start > 0 && from - start < FARTHEST && !ends.has(text.charCodeAt(start - 1))) start--
  while (end < text.length && end - to < FARTHEST && !ends.has(text.charCodeAt(end))) end++
  return [start, end]
}

function codes(signs: string): ReadonlySet<number> {
  return new Set([...signs].map(sign => sign.charCodeAt(0)))
}
