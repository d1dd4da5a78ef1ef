/** Which of many patterns may stand in a text: their places, in the order of the words found. */
export type Find = (text: string) => readonly number[]

const NONE: readonly number[] = []

/**
 * Looks for the words of many patterns at once. Cost: one look-up for each character, and a comparison for each
 * word that begins with it.
 * @param needles for each pattern the words of which one must be there
 */
export function makeFinder(needles: readonly (readonly string[])[]): Find {
  const byFirst = bucketsOf(needles)
  // 0: no word begins with this character; else the place of its bucket, plus one.
  const first = new Uint16Array(0x10000)
  const buckets = [...byFirst].map(([code, bucket], n) => {
    first[code] = n + 1
    return bucket
  })
  return text => {
    let found: Set<number> | null = null
    for (let at = 0; at < text.length; at++) {
      const bucket = first[text.charCodeAt(at)] ?? 0
      if (bucket === 0) continue
      for (const { word, patterns } of buckets[bucket - 1] ?? [])
        if (word.length === 1 || text.startsWith(word, at)) {
          found ??= new Set()
          for (const pattern of patterns) found.add(pattern)
        }
    }
    return found ? [...found] : NONE
  }
}

interface Entry {
  word: string
  patterns: number[]
}

function bucketsOf(needles: readonly (readonly string[])[]): Map<number, Entry[]> {
  const buckets = new Map<number, Entry[]>()
  needles.forEach((words, pattern) => {
    for (const word of words) {
      const code = word.charCodeAt(0)
      const bucket = buckets.get(code) ?? []
      buckets.set(code, bucket)
      const entry = bucket.find(e => e.word === word)
      if (entry) entry.patterns.push(pattern)
      else bucket.push({ word, patterns: [pattern] })
    }
  })
  return buckets
}
