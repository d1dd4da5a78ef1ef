import { rowsOf } from '../../kernel/gram-rows.ts'
import type { IntentScore } from '../../kernel/reading.ts'
import { features, MOST_FEATURES } from './features.ts'
import type { Model } from './model.ts'

/** Classes that a text may ask for, from the likeliest down; those under 1 % are left out. */
export type Classify = (plain: string) => IntentScore[]

const LEAST = 0.01

/** A classifier that runs on a model: one row of weights for every gram that the model knows. Pure and total. */
export function classifier({ classes, grams, weights, bias }: Model): Classify {
  const count = classes.length
  if (count === 0) return () => []
  const rowOf = rowsOf(grams)
  const found = new Uint32Array(MOST_FEATURES)
  const scores = new Float64Array(count)
  return plain => {
    const size = features(plain, found)
    scores.fill(0)
    let known = 0
    for (let i = 0; i < size; i++) {
      const row = rowOf(found[i] ?? 0)
      if (row < 0) continue
      known++
      const at = row * count
      for (let k = 0; k < count; k++) scores[k] = (scores[k] ?? 0) + (weights[at + k] ?? 0)
    }
    if (known === 0) return []
    return likeliest(classes, softmax(scores, bias, 1 / Math.sqrt(size)))
  }
}

/** Turns sums of weights into probabilities, in place. `scale` makes long and short texts weigh the same. */
export function softmax(scores: Float64Array, bias: Float32Array, scale: number): Float64Array {
  let highest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < scores.length; k++) {
    const score = (scores[k] ?? 0) * scale + (bias[k] ?? 0)
    scores[k] = score
    if (score > highest) highest = score
  }
  let total = 0
  for (let k = 0; k < scores.length; k++) total += scores[k] = Math.exp((scores[k] ?? 0) - highest)
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) / total
  return scores
}

function likeliest(classes: readonly string[], scores: Float64Array): IntentScore[] {
  const list: IntentScore[] = []
  for (let k = 0; k < scores.length; k++) {
    const p = scores[k] ?? 0
    if (p >= LEAST) list.push({ flow: classes[k] ?? '', p })
  }
  return list.sort((a, b) => b.p - a.p)
}
