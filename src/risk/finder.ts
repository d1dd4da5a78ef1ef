/** Which of many lists may have a word in a text: their numbers, in no order. */
export type Find = (text: string) => readonly number[]

const NONE: readonly number[] = []

interface Entry {
  readonly word: string
  readonly lists: number[]
}

/**
 * Looks for the words of many lists at once. Cost: two look-ups for each character, and a comparison for each word
 * that begins with the same two.
 */
export function makeFinder(lists: readonly (readonly string[])[]): Find {
  const entries = entriesOf(lists)
  // 0: no word stands there; else the place of its bucket, plus one.
  const single = new Uint16Array(0x10000)
  const pairs = new Uint16Array(0x10000)
  const buckets: Entry[][] = []
  for (const entry of entries) {
    const { word } = entry
    const [table, slot] = word.length === 1 ? [single, word.charCodeAt(0)] : [pairs, slotOf(word, 0)]
    if (table[slot] === 0) table[slot] = buckets.push([])
    buckets[(table[slot] ?? 0) - 1]?.push(entry)
  }
  const seen = new Uint32Array(lists.length)
  let search = 0

  return text => {
    let found: number[] | null = null
    search++
    const look = (bucket: number, at: number): void => {
      for (const { word, lists } of buckets[bucket - 1] ?? []) {
        if (!text.startsWith(word, at)) continue
        found ??= []
        for (const list of lists)
          if (seen[list] !== search) {
            seen[list] = search
            found.push(list)
          }
      }
    }
    for (let at = 0; at < text.length; at++) {
      const one = single[text.charCodeAt(at)] ?? 0
      if (one !== 0) look(one, at)
      const two = pairs[slotOf(text, at)] ?? 0
      if (two !== 0) look(two, at)
    }
    return found ?? NONE
  }
}

/** Where words are kept that begin with the two characters at a place. */
function slotOf(text: string, at: number): number {
  return (Math.imul(text.charCodeAt(at), 0x9e37) + (text.charCodeAt(at + 1) || 0)) & 0xffff
}

function entriesOf(lists: readonly (readonly string[])[]): Iterable<Entry> {
  const entries = new Map<string, Entry>()
  lists.forEach((words, list) => {
    for (const word of new Set(words)) {
      const entry = entries.get(word) ?? { word, lists: [] }
      entries.set(word, entry)
      entry.lists.push(list)
    }
  })
  return entries.values()
}
