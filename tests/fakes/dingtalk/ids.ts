import { randomBytes } from 'node:crypto'

const COUNTER = 9

/**
 * Ids that look random, cannot be guessed from outside, and cost next to nothing: a random middle drawn once,
 * and a counter of fixed width, so that no two are ever the same.
 */
export function createIds(prefix: string, length: number, suffix = ''): () => string {
  const fixed = (prefix + randomBytes(length).toString('hex')).slice(0, length - COUNTER)
  let count = 0
  return () => {
    count += 1
    return fixed + count.toString(36).padStart(COUNTER, '0') + suffix
  }
}
