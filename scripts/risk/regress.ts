import { rowsOf } from '../../src/kernel/gram-rows.ts'
import { shuffled } from '../../src/kernel/shuffled.ts'
import { type Features, mostFeatures, type RiskModel } from '../../src/risk/model.ts'
import type { Lesson } from './lessons.ts'

const ROUNDS = 10
const RATE = 0.35
/** Pulls weights towards nothing, so that none of them rests on a few sentences. */
const DECAY = 2e-4

interface Read {
  rows: Int32Array
  is: Uint8Array
  known: Uint8Array
  weight: number
  scale: number
}

/**
 * A logistic regression for each class over shared grams, by AdaGrad; then only the rows that matter most, taught
 * once more by themselves, in eight bits. Deterministic.
 * @param texts folded
 */
export function regress(
  lessons: readonly Lesson[],
  classes: readonly string[],
  features: Features,
  rows: number,
): RiskModel {
  const all = gramsOf(lessons, features)
  const wide = teach(lessons, classes, features, all)
  const best = strongest(wide, all, classes.length, rows)
  const { weights, bias } = teach(lessons, classes, features, best)
  return eightBits({ classes, grams: best, weights, bias })
}

interface Wide {
  weights: Float32Array
  bias: Float32Array
}

function teach(
  lessons: readonly Lesson[],
  classes: readonly string[],
  features: Features,
  known: Uint32Array,
): Wide {
  const count = classes.length
  const sentences = read(lessons, classes, features, known)
  const weights = new Float32Array(known.length * count)
  const past = new Float32Array(known.length * count).fill(1e-3)
  const bias = new Float32Array(count).fill(-2)
  const sums = new Float64Array(count)
  for (let round = 0; round < ROUNDS; round++)
    for (const sentence of shuffled(sentences, round)) {
      const { rows, scale } = sentence
      sums.fill(0)
      for (const row of rows)
        for (let k = 0; k < count; k++) sums[k] = (sums[k] ?? 0) + (weights[row * count + k] ?? 0)
      for (let k = 0; k < count; k++) {
        if (!sentence.known[k]) continue
        const p = 1 / (1 + Math.exp(-((sums[k] ?? 0) * scale + (bias[k] ?? 0))))
        const error = (p - (sentence.is[k] ?? 0)) * sentence.weight
        if (Math.abs(error) < 2e-3) continue
        bias[k] = (bias[k] ?? 0) - 0.02 * error
        for (const row of rows) {
          const at = row * count + k
          const slope = error * scale + DECAY * (weights[at] ?? 0)
          const squares = (past[at] ?? 0) + slope * slope
          past[at] = squares
          weights[at] = (weights[at] ?? 0) - (RATE * slope) / Math.sqrt(squares)
        }
      }
    }
  return { weights, bias }
}

function read(
  lessons: readonly Lesson[],
  classes: readonly string[],
  features: Features,
  known: Uint32Array,
): Read[] {
  const rowOf = rowsOf(known)
  const found = new Uint32Array(mostFeatures(20_000))
  return lessons.map(({ text, is, known: about, weight }) => {
    const size = features(text, 0, text.length, found)
    return {
      rows: Int32Array.from(found.subarray(0, size), rowOf).filter(row => row >= 0),
      is: Uint8Array.from(classes, name => (is.includes(name) ? 1 : 0)),
      known: Uint8Array.from(classes, name => (about === null || about.includes(name) ? 1 : 0)),
      weight,
      scale: 1 / Math.sqrt(Math.max(1, size)),
    }
  })
}

/** Every gram that stands in at least two sentences. */
function gramsOf(lessons: readonly Lesson[], features: Features): Uint32Array {
  const found = new Uint32Array(mostFeatures(20_000))
  const times = new Map<number, number>()
  for (const { text } of lessons) {
    const size = features(text, 0, text.length, found)
    for (const gram of new Set(found.subarray(0, size))) times.set(gram, (times.get(gram) ?? 0) + 1)
  }
  return Uint32Array.from([...times].filter(([, n]) => n >= 2).map(([gram]) => gram))
}

function strongest({ weights }: Wide, known: Uint32Array, count: number, rows: number): Uint32Array {
  const strength = Float32Array.from(known, (_, row) =>
    Math.max(...weights.subarray(row * count, (row + 1) * count).map(Math.abs)),
  )
  const order = [...known.keys()].sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0)).slice(0, rows)
  return Uint32Array.from(
    order.sort((a, b) => a - b),
    row => known[row] ?? 0,
  )
}

function eightBits({
  classes,
  grams,
  weights,
  bias,
}: Wide & Pick<RiskModel, 'classes' | 'grams'>): RiskModel {
  const count = classes.length
  const scales = new Float32Array(count)
  weights.forEach((weight, at) => {
    const k = at % count
    scales[k] = Math.max(scales[k] ?? 0, Math.abs(weight) / 127)
  })
  const small = Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % count] || 1)))
  return { classes, grams, weights: small, scales, bias }
}
