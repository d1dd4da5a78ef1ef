/**
 * Cuts a text into pieces of at most `limit` (as `costOf` counts it), joined they are the text again. A cut falls
 * behind a line or a sentence where there is one in the last third, and never inside a character.
 */
export function split(
  text: string,
  limit: number,
  costOf: (codePoint: number) => number = jsonBytes,
): string[] {
  // No character costs more than this: most texts need no counting.
  if (text.length * DEAREST <= limit) return [text]
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    const to = cutAfter(text, from, limit, costOf)
    pieces.push(text.slice(from, to))
    from = to
  }
  return pieces.length > 0 ? pieces : [text]
}

/** Of one UTF-16 unit, in JSON, escaped for markdown: a line end. */
const DEAREST = 6

/** Bytes of a character inside a JSON text. */
export function jsonBytes(codePoint: number): number {
  if (codePoint < 0x20) return codePoint === 0x0a || codePoint === 0x0d || codePoint === 0x09 ? 2 : 6
  if (codePoint < 0x80) return codePoint === 0x22 || codePoint === 0x5c ? 2 : 1
  if (codePoint < 0x800) return 2
  if (codePoint >= 0xd800 && codePoint < 0xe000) return 6
  return codePoint < 0x10000 ? 3 : 4
}

/** The same once `escapeMarkdown` has gone over it, at most. */
export function markdownBytes(codePoint: number): number {
  if (codePoint === 0x0a) return 6
  if (codePoint === 0x5c) return 4
  return codePoint < 0x80 && MARKS.has(codePoint) ? 5 : jsonBytes(codePoint)
}

const MARKS = new Set([...'[]*_`&<#>+=|~-:'].map(mark => mark.charCodeAt(0)))

function cutAfter(text: string, from: number, limit: number, costOf: (codePoint: number) => number): number {
  let cost = 0
  let line = 0
  let sentence = 0
  for (let at = from; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0
    cost += costOf(codePoint)
    if (cost > limit)
      return at === from ? wholeCharacter(text, from) : bestCut(text, from, at, line, sentence)
    at += codePoint > 0xffff ? 2 : 1
    if (codePoint === 0x0a) line = at
    else if (SENTENCE_ENDS.has(codePoint)) sentence = at
  }
  return text.length
}

const SENTENCE_ENDS = new Set([...'。！？；…!?;'].map(mark => mark.codePointAt(0) ?? 0))

function bestCut(text: string, from: number, at: number, line: number, sentence: number): number {
  const early = from + ((at - from) * 2) / 3
  if (line > early) return line
  const boundary = characterStart(text, from, sentence > early ? sentence : at)
  return boundary > from ? boundary : at
}

/** A limit below one character: that one goes alone. */
function wholeCharacter(text: string, from: number): number {
  return from + ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1)
}

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })
/** How far a character reaches beyond a cut: families of emoji, stacked accents. */
const NEAR = 64

/** Where the character begins that `at` falls into, as people count characters. */
function characterStart(text: string, from: number, at: number): number {
  return from + (characters.segment(text.slice(from, at + NEAR)).containing(at - from)?.index ?? at - from)
}
