import type { Fold, Folded } from './fold.ts'
import { makePlaces, type Place } from './patterns.ts'
import type { RiskFile } from './rules-file.ts'
import { slipsOf } from './slips.ts'

type Spellings = Pick<RiskFile, 'respelled' | 'slips' | 'words'>

/** How texts are folded: other characters first, then whole words that stand for others, and slips within words. */
export function makeRespelled(file: Spellings, fold: Fold): Fold {
  const places = makePlaces(
    [...file.respelled, ...slipsOf(file.slips)].map(([pattern, meant]) => [meant, pattern] as const),
    file.words,
  )
  return plain => {
    const folded = fold(plain)
    const found = places(folded.text).filter(({ of, from, to }) => folded.text.slice(from, to) !== of)
    return found.length === 0 ? folded : rewritten(folded, apart(found))
  }
}

/** In order, the longest first where they begin together; none of them within another. */
function apart(found: readonly Place<string>[]): Place<string>[] {
  const kept: Place<string>[] = []
  let end = 0
  for (const place of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (place.from < end) continue
    kept.push(place)
    end = place.to
  }
  return kept
}

/** The text with those words in it; the first and the last of their characters lead back to where they stood. */
function rewritten({ text, at }: Folded, found: readonly Place<string>[]): Folded {
  const origin = (n: number): number => at?.[n] ?? n
  const places: number[] = []
  let written = ''
  let done = 0
  const copyTo = (end: number): void => {
    written += text.slice(done, end)
    for (; done < end; done++) places.push(origin(done))
  }
  for (const { of: meant, from, to } of found) {
    copyTo(from)
    written += meant
    const step = (to - from) / meant.length
    for (let n = 0; n < meant.length; n++)
      places.push(origin(n === meant.length - 1 ? to - 1 : from + Math.floor(n * step)))
    done = to
  }
  copyTo(text.length)
  return { text: written, at: Int32Array.from(places) }
}
