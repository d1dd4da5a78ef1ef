import { makeFinder } from './finder.ts'
import { gramOf } from './grams.ts'
import type { RiskFile } from './rules-file.ts'

/** Writes the hashes of the concepts of a text after what `into` holds; returns how many it holds then. */
export type AddConcepts = (text: string, into: Uint32Array, from: number) => number

/** Concepts of one text that are looked at. */
const MOST = 24
/** A concept weighs as much as so many grams. */
const WEIGHT = 2

/** The most features that the concepts of a text can give. */
export const MOST_CONCEPT_FEATURES = WEIGHT * MOST

/** Senses of the words of a text: a farewell is known by whom it is for and that it is the last, whatever its words. */
export function makeConcepts(file: RiskFile): AddConcepts {
  const find = makeFinder(file.concepts.map(({ words }) => words.split('|')))
  // By name, so that a new concept leaves the others as they were taught.
  const names = file.concepts.map(({ id }) => gramOf(id))
  return (text, into, from) => {
    let count = from
    for (const concept of find(text).slice(0, MOST))
      for (let times = 0; times < WEIGHT; times++) into[count++] = names[concept] ?? 0
    return count
  }
}
