/** A test of what stands right at an index, or right before it. */
export type Guard = (text: string, at: number) => boolean

/**
 * Holds when one of the words (regular expressions, separated by blanks) stands right at the index. Sticky and
 * bounded, so that a guard costs the same whatever surrounds it.
 */
export function follows(words: string): Guard {
  const pattern = new RegExp(`(?:${alternatives(words).join('|')})`, 'uy')
  return (text, at) => {
    pattern.lastIndex = at
    return pattern.test(text)
  }
}

/** Holds when one of the words (plain, separated by blanks) ends right before the index. */
export function precedes(words: string): Guard {
  const known = new Set(alternatives(words))
  const lengths = [...new Set([...known].map(word => word.length))]
  return (text, at) => lengths.some(length => at >= length && known.has(text.slice(at - length, at)))
}

function alternatives(words: string): string[] {
  return words.trim().split(/\s+/u)
}
