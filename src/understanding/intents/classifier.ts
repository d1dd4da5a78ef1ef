import type { IntentScore } from '../../kernel/reading.ts'
import { features } from './features.ts'

/** A trained classifier: plain numbers, so that it can be cached and sent between threads. */
export interface Model {
  /** Class names: flow ids, and `~name` for patterns. */
  readonly classes: readonly string[]
  /** n-gram → row of `weights`. */
  readonly rows: ReadonlyMap<string, number>
  /** rows × classes. */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** Classes from the likeliest down; those under 1 % are left out. */
export function classify(model: Model, plain: string): IntentScore[] {
  const { classes, rows, weights, bias } = model
  const count = classes.length
  if (count === 0) return []
  const scores = Float64Array.from(bias)
  const grams = features(plain)
  const scale = 1 / Math.sqrt(Math.max(1, grams.length))
  let known = 0
  for (const gram of grams) {
    const row = rows.get(gram)
    if (row === undefined) continue
    known++
    for (let k = 0; k < count; k++) scores[k] = (scores[k] ?? 0) + scale * (weights[row * count + k] ?? 0)
  }
  if (known === 0) return []
  const highest = Math.max(...scores)
  const exps = scores.map(s => Math.exp(s - highest))
  const total = exps.reduce((a, b) => a + b, 0)
  return classes
    .map((flow, k) => ({ flow, p: (exps[k] ?? 0) / total }))
    .filter(score => score.p >= 0.01)
    .sort((a, b) => b.p - a.p)
}
