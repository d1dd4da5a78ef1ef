/** Longest run of characters that is one sign to the models. */
export const LONGEST_GRAM = 4

const EDGE = 1
const DIGIT = 2

/** Blanks and quotation marks say nothing about what is meant. */
const SILENT = new Set([...' \t\r\n　"“”\'‘’《》()（）'].map(sign => sign.charCodeAt(0)))
/** Where a clause ends; no gram reaches over it but its edge. */
const ENDS = new Set([...',，.。、!！~～…·;；:：?？'].map(sign => sign.charCodeAt(0)))

let signs = new Uint32Array(1_024)

/** The most grams a text of so many characters can give. */
export function mostGrams(length: number): number {
  return LONGEST_GRAM * (2 * length + 2)
}

/**
 * The hashes of the 1- to 4-grams of a folded text, written into `into`; returns how many there are. Clauses are
 * marked off by edges, figures in a row are one sign.
 */
export function grams(text: string, from: number, to: number, into: Uint32Array): number {
  const length = signsOf(text, from, to)
  let count = 0
  for (let i = 0; i < length; i++) {
    let hash = 0x811c9dc5
    for (let n = 0; n < LONGEST_GRAM && i + n < length; n++) {
      const sign = signs[i + n] ?? 0
      hash = Math.imul(hash ^ sign, 0x01000193) ^ (hash >>> 15)
      if (n > 0 || sign !== EDGE) into[count++] = finished(hash, n)
      if (n > 0 && sign === EDGE) break
    }
  }
  return count
}

/** The hash of a word that is no gram of a text: a name. */
export function gramOf(name: string): number {
  let hash = 0x2545f491
  for (let at = 0; at < name.length; at++)
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) ^ (hash >>> 15)
  return finished(hash, LONGEST_GRAM + 1)
}

function signsOf(text: string, from: number, to: number): number {
  if (signs.length < 2 * (to - from) + 2) signs = new Uint32Array(4 * (to - from) + 2)
  let length = 0
  signs[length++] = EDGE
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    const sign = code >= 0x30 && code <= 0x39 ? DIGIT : ENDS.has(code) ? EDGE : code
    if (SILENT.has(code)) continue
    if ((sign === DIGIT || sign === EDGE) && signs[length - 1] === sign) continue
    signs[length++] = sign
  }
  if (signs[length - 1] !== EDGE) signs[length++] = EDGE
  return length
}

/** Never 0, which marks an empty place in a table. */
function finished(hash: number, size: number): number {
  let mix = Math.imul(hash ^ ((size + 1) * 0x9e3779b1), 0x85ebca6b)
  mix ^= mix >>> 13
  return Math.imul(mix, 0xc2b2ae35) >>> 0 || 1
}
