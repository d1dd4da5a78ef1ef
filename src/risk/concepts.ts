import { makeFinder } from './finder.ts'
import { gramOf } from './grams.ts'
import type { RiskFile } from './rules-file.ts'

/** Writes the hashes of the concepts of a text after what `into` holds; returns how many it holds then. */
export type AddConcepts = (text: string, into: Uint32Array, from: number) => number

/** Concepts of one text that are looked at. */
const MOST = 24
/** A concept and a pair of them weigh as much as so many grams. */
const WEIGHT = 2
const PAIR_WEIGHT = 0

/** The most features that the concepts of a text can give. */
export const MOST_CONCEPT_FEATURES = WEIGHT * MOST + (PAIR_WEIGHT * MOST * (MOST - 1)) / 2

/**
 * Senses of the words of a text, alone and in pairs: a farewell is known by whom it is for and that it is the last,
 * whatever its words.
 */
export function makeConcepts(file: RiskFile): AddConcepts {
  const find = makeFinder(file.concepts.map(({ words }) => words.split('|')))
  // By name, so that a new concept leaves the others as they were taught.
  const names = file.concepts.map(({ id }) => gramOf(id))
  return (text, into, from) => {
    const found = [...find(text)].sort((a, b) => a - b).slice(0, MOST)
    let count = from
    found.forEach((concept, n) => {
      const one = names[concept] ?? 0
      for (let times = 0; times < WEIGHT; times++) into[count++] = one
      for (const other of found.slice(n + 1)) {
        const pair = Math.imul(one ^ ((names[other] ?? 0) >>> 3), 0x85ebca6b) >>> 0 || 1
        for (let times = 0; times < PAIR_WEIGHT; times++) into[count++] = pair
      }
    })
    return count
  }
}
