import { shuffled } from '../../kernel/shuffled.ts'
import { softmax } from './classifier.ts'
import { features, MOST_FEATURES } from './features.ts'
import type { Model } from './model.ts'

/** One labelled sentence. */
export interface Example {
  text: string
  flow: string
}

const ROUNDS = 30
const RATE = 0.5
const DECAY = 1e-5

interface Sentence {
  rows: Int32Array
  label: number
  scale: number
}

/**
 * Softmax regression over character grams, by AdaGrad. Deterministic: the same examples in the same order give
 * the same model. `text` must be normalised.
 */
export function train(examples: readonly Example[]): Model {
  const classes = [...new Set(examples.map(example => example.flow))]
  const { sentences, grams } = gramsOf(examples, classes)
  const count = classes.length
  const weights = new Float32Array(grams.length * count)
  const past = new Float32Array(grams.length * count).fill(1e-3)
  const bias = new Float32Array(count)
  const scores = new Float64Array(count)
  for (let round = 0; round < ROUNDS; round++) {
    for (const { rows, label, scale } of shuffled(sentences, round)) {
      sum(scores, rows, weights, count)
      softmax(scores, bias, scale)
      for (let k = 0; k < count; k++) {
        const error = (scores[k] ?? 0) - (k === label ? 1 : 0)
        bias[k] = (bias[k] ?? 0) - 0.05 * error
        if (Math.abs(error) > SETTLED) learn(weights, past, rows, count, k, error * scale)
      }
    }
  }
  return { classes, grams, weights, bias }
}

/** Errors below this change nothing worth the time. */
const SETTLED = 1e-3

function sum(scores: Float64Array, rows: Int32Array, weights: Float32Array, count: number): void {
  scores.fill(0)
  for (const row of rows)
    for (let k = 0; k < count; k++) scores[k] = (scores[k] ?? 0) + (weights[row * count + k] ?? 0)
}

function learn(
  weights: Float32Array,
  past: Float32Array,
  rows: Int32Array,
  count: number,
  k: number,
  error: number,
): void {
  for (const row of rows) {
    const at = row * count + k
    const weight = weights[at] ?? 0
    const slope = error + DECAY * weight
    const squares = (past[at] ?? 0) + slope * slope
    past[at] = squares
    weights[at] = weight - (RATE * slope) / Math.sqrt(squares)
  }
}

/** Every sentence as rows of the weights, and the gram of each row. */
function gramsOf(
  examples: readonly Example[],
  classes: readonly string[],
): { sentences: Sentence[]; grams: Uint32Array } {
  const rows = new Map<number, number>()
  const found = new Uint32Array(MOST_FEATURES)
  const sentences = examples.map(({ text, flow }) => {
    const size = features(text, found)
    const known = Int32Array.from(found.subarray(0, size), gram => {
      const row = rows.get(gram) ?? rows.size
      rows.set(gram, row)
      return row
    })
    return { rows: known, label: classes.indexOf(flow), scale: 1 / Math.sqrt(size) }
  })
  return { sentences, grams: Uint32Array.from(rows.keys()) }
}
