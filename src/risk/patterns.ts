import { type Find, makeFinder } from './finder.ts'
import { branchesOf, needlesOf } from './needles.ts'

/** A place in a text, end exclusive. */
export interface Place<T> {
  readonly of: T
  readonly from: number
  readonly to: number
}

/** Finds every place of many patterns in a text; each pattern belongs to something. */
export type Places<T> = (text: string) => Place<T>[]

/** Of one pattern no more places than these are looked at; a text that repeats itself says nothing new. */
const MOST = 12

/**
 * Many patterns as one search. `{name}` in a pattern stands for a list of words, `{~8}` for up to eight characters
 * of the same clause, `{-8}` the same without a word for oneself.
 * @throws Error for a pattern that names no word by which a text can be told to hold it, or an unknown list
 */
export function makePlaces<T>(
  patterns: readonly (readonly [of: T, source: string])[],
  words: Readonly<Record<string, string>>,
): Places<T> {
  const compiled = patterns.flatMap(([of, source]) =>
    branchesOf(expand(source, words)).map(branch => {
      const needles = needlesOf(branch)
      if (needles === null) throw new Error(`Name some fixed words in the pattern ${branch}.`)
      return { of, needles, find: new RegExp(branch, 'gu') }
    }),
  )
  const candidates: Find = makeFinder(compiled.map(({ needles }) => needles))
  return text => {
    const places: Place<T>[] = []
    for (const n of candidates(text)) {
      const pattern = compiled[n]
      if (!pattern) continue
      pattern.find.lastIndex = 0
      for (let times = 0; times < MOST; times++) {
        const match = pattern.find.exec(text)
        if (!match) break
        if (match[0] === '') pattern.find.lastIndex++
        else places.push({ of: pattern.of, from: match.index, to: match.index + match[0].length })
      }
    }
    return places
  }
}

/** A clause ends at these. */
const GAP = '[^,。;!?:\\n]'
/** And what is told of somebody else at the word that one calls oneself by. */
const OTHERS_GAP = '[^,。;!?:\\n我俺]'

/** A pattern with its lists of words written out. */
export function expand(source: string, words: Readonly<Record<string, string>>): string {
  const full = source.replace(/\{([~-]?)([^\d,{}~-][^{}]*|\d+)\}/gu, (whole, gap: string, name: string) => {
    if (gap) return `${gap === '~' ? GAP : OTHERS_GAP}{0,${name}}`
    if (/^\d/u.test(name)) return whole
    const list = words[name]
    if (list === undefined) throw new Error(`There is no list of words {${name}}, as in ${source}.`)
    return `(?:${expand(list, words)})`
  })
  // What may stand any number of times is looked at so often and no more.
  return full
    .replaceAll(')*', '){0,4}')
    .replaceAll(')+', '){1,4}')
    .replaceAll(']*', ']{0,8}')
    .replaceAll(']+', ']{1,8}')
}
