import type { Model } from './classifier.ts'
import { features } from './features.ts'

/** One labelled sentence. */
export interface Example {
  text: string
  flow: string
}

const ROUNDS = 40
const RATE = 0.6
const DECAY = 2e-5

/**
 * Softmax regression over character n-grams, by AdaGrad. Deterministic: the order of the examples is the only
 * order, so the same files give the same model.
 */
export function train(examples: readonly Example[]): Model {
  const classes = [...new Set(examples.map(e => e.flow))]
  const rows = new Map<string, number>()
  const sentences = spread(examples).map(({ text, flow }) => {
    const grams = features(text).map(gram => {
      const row = rows.get(gram) ?? rows.size
      rows.set(gram, row)
      return row
    })
    return { grams, label: classes.indexOf(flow), scale: 1 / Math.sqrt(Math.max(1, grams.length)) }
  })
  const count = classes.length
  const weights = new Float32Array(rows.size * count)
  const past = new Float32Array(rows.size * count).fill(1e-3)
  const bias = new Float32Array(count)
  const scores = new Float64Array(count)
  for (let round = 0; round < ROUNDS; round++) {
    for (const { grams, label, scale } of sentences) {
      probabilities(scores, grams, scale, weights, bias, count)
      for (let k = 0; k < count; k++) {
        const error = (scores[k] ?? 0) - (k === label ? 1 : 0)
        bias[k] = (bias[k] ?? 0) - 0.05 * error
        for (const row of grams) {
          const at = row * count + k
          const slope = error * scale + DECAY * (weights[at] ?? 0)
          const sum = (past[at] ?? 0) + slope * slope
          past[at] = sum
          weights[at] = (weights[at] ?? 0) - (RATE * slope) / Math.sqrt(sum)
        }
      }
    }
  }
  return { classes, rows, weights, bias }
}

function probabilities(
  scores: Float64Array,
  grams: readonly number[],
  scale: number,
  weights: Float32Array,
  bias: Float32Array,
  count: number,
): void {
  scores.set(bias)
  for (const row of grams)
    for (let k = 0; k < count; k++) scores[k] = (scores[k] ?? 0) + scale * (weights[row * count + k] ?? 0)
  let highest = Number.NEGATIVE_INFINITY
  for (const s of scores) highest = Math.max(highest, s)
  let total = 0
  for (let k = 0; k < count; k++) total += scores[k] = Math.exp((scores[k] ?? 0) - highest)
  for (let k = 0; k < count; k++) scores[k] = (scores[k] ?? 0) / total
}

/** Takes the classes in turn, so that none is learned last. */
function spread(examples: readonly Example[]): Example[] {
  const byClass = Map.groupBy(examples, e => e.flow)
  const longest = Math.max(0, ...[...byClass.values()].map(list => list.length))
  const out: Example[] = []
  for (let i = 0; i < longest; i++)
    for (const list of byClass.values()) if (list[i]) out.push(list[i] as Example)
  return out
}
