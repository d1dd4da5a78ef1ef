/** Which of many lists may have a word in a text: their numbers, in no order. */
export type Find = (text: string) => readonly number[]

interface Entry {
  readonly word: string
  readonly lists: number[]
}

/**
 * Looks for the words of many lists at once. Cost: two bits for each character, and a comparison for each word that
 * begins with the same two.
 */
export function makeFinder(lists: readonly (readonly string[])[]): Find {
  const single = makeStarts()
  const pairs = makeStarts()
  for (const entry of entriesOf(lists)) {
    const [first = 0, second] = [entry.word.charCodeAt(0), entry.word.charCodeAt(1)]
    if (entry.word.length === 1) single.add(first, entry)
    else pairs.add(pairOf(first, second), entry)
  }
  const seen = new Uint32Array(lists.length)
  let search = 0

  function look(entries: readonly Entry[], text: string, at: number, found: number[]): void {
    for (const { word, lists } of entries) {
      if (!text.startsWith(word, at)) continue
      for (const list of lists)
        if (seen[list] !== search) {
          seen[list] = search
          found.push(list)
        }
    }
  }

  return text => {
    const found: number[] = []
    search++
    let next = text.charCodeAt(0)
    for (let at = 0; at < text.length; at++) {
      const one = next
      // A number that is none (NaN) behind the last character is nothing in bits.
      next = text.charCodeAt(at + 1)
      if (single.may(one)) look(single.at(one), text, at, found)
      const two = pairOf(one, next)
      if (pairs.may(two)) look(pairs.at(two), text, at, found)
    }
    return found
  }
}

/** Words by a number of 16 bits that tells how they begin. The bits fit the nearest cache, where a table would not. */
function makeStarts() {
  const bits = new Uint32Array(0x10000 / 32)
  const entries = new Map<number, Entry[]>()
  return {
    add(start: number, entry: Entry): void {
      bits[start >> 5] = (bits[start >> 5] ?? 0) | (1 << (start & 31))
      entries.set(start, [...(entries.get(start) ?? []), entry])
    },
    may: (start: number): boolean => (((bits[start >> 5] ?? 0) >> (start & 31)) & 1) === 1,
    at: (start: number): readonly Entry[] => entries.get(start) ?? NOTHING,
  }
}

const NOTHING: readonly Entry[] = []

/** Where words are kept that begin with two characters. */
function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e37) + second) & 0xffff
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
