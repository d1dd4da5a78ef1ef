/** What a text may be, as the models learn it. */
export const CLASSES = [
  'self_harm',
  'hint',
  'distress',
  'illness',
  'hardship',
  'bullying',
  'wronged',
  'leave_post',
  'misconduct',
  'venting',
  'business',
]

/** A sentence and what it is; a class that is not named in `known` is neither right nor wrong for it. */
export interface Lesson {
  text: string
  /** The classes it belongs to. */
  is: readonly string[]
  /** The classes about which it teaches something; null is all. */
  known: readonly string[] | null
  weight: number
}

/** The sentences a pattern with choices stands for: all where they are few, else so many, evenly spread. */
export function choicesOf(pattern: string, most: number): string[] {
  const parts = pattern.split(/\[([^\]]*)\]/u).map((part, n) => (n % 2 === 1 ? part.split('|') : [part]))
  const total = parts.reduce((product, part) => product * part.length, 1)
  const count = Math.min(total, most)
  return Array.from({ length: count }, (_, n) => {
    let rest = spread(n, count, total)
    return parts
      .map(part => {
        const choice = part[rest % part.length] ?? ''
        rest = Math.floor(rest / part.length)
        return choice
      })
      .join('')
  })
}

/** The nth of `count` places among `total`: a step without a common divisor meets every choice of every part. */
function spread(n: number, count: number, total: number): number {
  if (count === total) return n
  let step = Math.floor(total * 0.618) || 1
  while (divisor(step, total) !== 1) step++
  return (n * step) % total
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
