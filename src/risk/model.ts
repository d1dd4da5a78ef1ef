import { rowsOf } from '../kernel/gram-rows.ts'
import { type AddConcepts, MOST_CONCEPT_FEATURES } from './concepts.ts'
import { grams, mostGrams } from './grams.ts'

/** One regression for each class over the same grams, in whole numbers of eight bits. */
export interface RiskModel {
  readonly classes: readonly string[]
  /** The hash of each known gram; its place is its row of `weights`. */
  readonly grams: Uint32Array
  /** rows × classes; a weight is so many times `scales` of its class. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
}

/** What the models make of a text, part by part. */
export interface Scorer {
  /** Adds the weights of a part of a folded text to `sums`, one for each class; returns how many features it has. */
  add(text: string, from: number, to: number, sums: Int32Array): number
  /** The log-odds of each class for what was added: however long a text is, it weighs the same. */
  odds(sums: Int32Array, features: number): number[]
}

/** The hashes of all that the models know of a part of a text, written into `into`; returns how many there are. */
export type Features = (text: string, from: number, to: number, into: Uint32Array) => number

/** Grams, and concepts after them. */
export function makeFeatures(addConcepts: AddConcepts): Features {
  return (text, from, to, into) => addConcepts(text.slice(from, to), into, grams(text, from, to, into))
}

/** The most that a text of so many characters can give. */
export function mostFeatures(length: number): number {
  return mostGrams(length) + MOST_CONCEPT_FEATURES
}

export function makeScorer(model: RiskModel, features: Features): Scorer {
  const count = model.classes.length
  const rowOf = rowsOf(model.grams)
  const { weights, scales, bias } = model
  let found = new Uint32Array(mostFeatures(256))
  return {
    add(text, from, to, sums) {
      if (found.length < mostFeatures(to - from)) found = new Uint32Array(mostFeatures(to - from))
      const size = features(text, from, to, found)
      for (let i = 0; i < size; i++) {
        const row = rowOf(found[i] ?? 0)
        if (row < 0) continue
        const at = row * count
        for (let k = 0; k < count; k++) sums[k] = (sums[k] ?? 0) + (weights[at + k] ?? 0)
      }
      return size
    },
    odds(sums, size) {
      const scale = 1 / Math.sqrt(Math.max(1, size))
      const odds: number[] = []
      for (let k = 0; k < count; k++) odds.push((sums[k] ?? 0) * (scales[k] ?? 0) * scale + (bias[k] ?? 0))
      return odds
    },
  }
}

/** Changes when the form of the file or of the grams changes. */
const VERSION = 2

/** A model as bytes: a line of JSON, then its numbers, little-endian. */
export function encodeRiskModel(model: RiskModel): Uint8Array {
  const head = JSON.stringify({ version: VERSION, classes: model.classes, rows: model.grams.length })
  const parts = [model.grams, model.scales, model.bias, model.weights]
  const bytes = new Uint8Array(head.length + 1 + parts.reduce((sum, part) => sum + part.byteLength, 0))
  bytes.set(new TextEncoder().encode(`${head}\n`))
  let at = head.length + 1
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  return bytes
}

/**
 * The model in such bytes.
 * @throws Error where they are of another version, or not whole
 */
export function decodeRiskModel(bytes: Uint8Array): RiskModel {
  const end = bytes.indexOf(10)
  const { version, classes, rows } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
  const count = classes.length
  if (version !== VERSION || bytes.length !== end + 1 + 4 * (rows + 2 * count) + rows * count)
    throw new Error('The weights of the risk models are of another version: run the training script.')
  // A copy of its own: numbers must begin at a multiple of four, wherever the bytes stood.
  const numbers = bytes.slice(end + 1).buffer
  return {
    classes,
    grams: new Uint32Array(numbers, 0, rows),
    scales: new Float32Array(numbers, 4 * rows, count),
    bias: new Float32Array(numbers, 4 * (rows + count), count),
    weights: new Int8Array(numbers, 4 * (rows + 2 * count)),
  }
}
