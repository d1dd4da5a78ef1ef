import { clauses, isWhole } from './bare.ts'
import type { Listening } from './listening.ts'

/** Whether a whole message says what one of these words does, in one breath or clause by clause. */
export function isSaid({ reading: { plain } }: Listening, words: readonly string[] = []): boolean {
  const parts = plain.length <= 24 ? clauses(plain) : []
  return isWhole(plain, words) || (parts.length > 0 && parts.every(part => isOneOrTwo(part, words)))
}

/** “算了不请了”: said in one breath, it is what it is with a comma. */
export function isOneOrTwo(part: string, words: readonly string[]): boolean {
  if (isWhole(part, words)) return true
  return words.some(word => part.startsWith(word) && isWhole(part.slice(word.length), words))
}
