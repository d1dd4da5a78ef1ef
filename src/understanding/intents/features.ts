import { concepts } from './concepts.ts'

/** Characters of a message the classifier looks at; what a long message wants stands in its beginning. */
const LONGEST = 200

/** Concepts that are looked at; more would drown the words. */
const MOST_CONCEPTS = 30
/** A concept weighs as much as two grams. */
const CONCEPT_WEIGHT = 2

/** Most features that a text can give: grams from each place, the two edges included, and concepts alone and in pairs. */
export const MOST_FEATURES = 3 * (LONGEST + 2) + 2 * CONCEPT_WEIGHT * MOST_CONCEPTS

const EDGE = 1
const DIGIT = 2
const QUESTION = 3

/** What says nothing about what somebody wants: blanks and every other sign. */
const SILENT = new Set([...' \t\r\n　,，.。、!！~～…·;；:：()（）"“”\'‘’'].map(sign => sign.charCodeAt(0)))

/** The signs of the text at hand. One buffer for all, since a text is read through before the next begins. */
const signs = new Uint32Array(LONGEST + 2)
const meant = new Uint8Array(MOST_CONCEPTS)

/**
 * The hashes of what a text is made of, written into `into`; returns how many there are: the 1- to 3-grams of its
 * characters, with the edges marked, and the concepts that its words stand for, alone and in pairs. Figures in a
 * row are one sign, since which number it is never tells what somebody wants.
 */
export function features(plain: string, into: Uint32Array): number {
  const said = withoutAsking(plain)
  return addConcepts(said.slice(0, LONGEST), into, addGrams(said, into))
}

/** “请问” asks politely, and wishes for no leave though 请 stands in it. */
const POLITE = '请问'

function withoutAsking(plain: string): string {
  const at = plain.indexOf(POLITE)
  return at < 0 ? plain : plain.slice(0, at) + plain.slice(at + POLITE.length)
}

function addConcepts(plain: string, into: Uint32Array, from: number): number {
  const size = concepts(plain, meant)
  let count = from
  for (let i = 0; i < size; i++) {
    const one = mixed(0x2545f491, meant[i] ?? 0)
    const pair = finished(mixed(one, meant[i + 1] ?? 0), 5)
    for (let times = 0; times < CONCEPT_WEIGHT; times++) {
      into[count++] = finished(one, 4)
      if (i + 1 < size) into[count++] = pair
    }
  }
  return count
}

function addGrams(plain: string, into: Uint32Array): number {
  const length = signsOf(plain)
  let count = 0
  for (let i = 0; i < length; i++) {
    const [a, b, c] = [signs[i] ?? 0, signs[i + 1] ?? 0, signs[i + 2] ?? 0]
    const one = mixed(0x811c9dc5, a)
    const two = mixed(one, b)
    into[count++] = finished(one, 1)
    if (i + 1 < length) into[count++] = finished(two, 2)
    if (i + 2 < length) into[count++] = finished(mixed(two, c), 3)
  }
  return count
}

function signsOf(plain: string): number {
  let length = 0
  signs[length++] = EDGE
  const end = Math.min(plain.length, LONGEST)
  for (let at = 0; at < end; at++) {
    const sign = signOf(plain.charCodeAt(at))
    if (sign === 0 || (sign === DIGIT && signs[length - 1] === DIGIT)) continue
    signs[length++] = sign
  }
  signs[length++] = EDGE
  return length
}

/** 0 for a sign that says nothing; capitals count as small letters. */
function signOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGIT
  if (code === 0x3f || code === 0xff1f) return QUESTION
  if (code >= 0x41 && code <= 0x5a) return code + 0x20
  return SILENT.has(code) ? 0 : code
}

function mixed(hash: number, sign: number): number {
  return Math.imul(hash ^ sign, 0x01000193) ^ (hash >>> 15)
}

/** Never 0, which marks an empty place in the model's table. */
function finished(hash: number, size: number): number {
  let mix = Math.imul(hash ^ (size * 0x9e3779b1), 0x85ebca6b)
  mix ^= mix >>> 13
  return Math.imul(mix, 0xc2b2ae35) >>> 0 || 1
}
