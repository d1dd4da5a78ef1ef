import type { RiskFile } from './rules-file.ts'

type Slips = RiskFile['slips']

/** Where a slip of the sound is told from another word: so many characters, and one of them may be wrong. */
const LONG = 5

/**
 * Slips of who types by sound: 活着没意撕, 活着mei意思, buxianghuo. Of a word of `heard` one character may be another
 * of its sound, of a longer one two; of these and of `lettered` any may stand in letters.
 * @returns patterns, each with the word that is meant
 * @throws Error for a character whose sound is not given
 */
export function slipsOf({ sounds, heard, lettered }: Slips): [pattern: string, meant: string][] {
  const soundOf = (character: string): [syllable: string, others: string] => {
    const found = Object.entries(sounds).find(([, all]) => all.includes(character))
    if (!found) throw new Error(`Give the sound of ${character} in slips.`)
    return [found[0], found[1].replaceAll(character, '')]
  }
  return [
    ...heard.flatMap(word => misheard(word, soundOf).map((p): [string, string] => [p, word])),
    ...[...heard, ...lettered].map((word): [string, string] => [inLetters(word, soundOf), word]),
  ]
}

type SoundOf = (character: string) => readonly [syllable: string, others: string]

/** The word with one other character in it, or two in a long one. */
function misheard(word: string, soundOf: SoundOf): string[] {
  const characters = [...word]
  const wrong = (at: readonly number[]): string =>
    characters.map((c, n) => (at.includes(n) ? `[${c}${soundOf(c)[1]}]` : c)).join('')
  const single = characters.map((_, n) => [n])
  if (characters.length < LONG) return single.map(wrong)
  const pairs = characters.flatMap((_, n) => characters.slice(n + 1).map((_, m) => [n, n + 1 + m]))
  return pairs.map(wrong)
}

/** The word with any of its characters in letters, together or apart. */
function inLetters(word: string, soundOf: SoundOf): string {
  const parts = [...word].map((c, n) => {
    const [syllable] = soundOf(c)
    return n === word.length - 1 ? `(?:${c}|${syllable})` : `(?:${c}|${syllable}|${syllable} )`
  })
  return `(?<![a-z])${parts.join('')}(?![a-z])`
}
