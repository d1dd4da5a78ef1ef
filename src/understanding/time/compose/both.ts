import type { Phrase } from './phrase.ts'

/** What a phrase makes of the time named before it: one phrase of both, or itself with something borrowed. */
export type Join = (
  before: Phrase,
  phrase: Phrase,
) => { both: Phrase } | { itself: Phrase; before?: Phrase } | null

/** What is said of the time where it is wished for counts before what a story says of it. */
export function roleOfBoth(before: Phrase, phrase: Phrase): Phrase['role'] {
  return before.clause?.told ? (phrase.role ?? before.role) : (before.role ?? phrase.role)
}

/** Two phrases of one sentence, neither rejected. */
export function standTogether(before: Phrase, phrase: Phrase): boolean {
  return !before.negated && !phrase.negated && before.sentence === phrase.sentence
}

/** The same, where the second says nothing of its own. */
export function isSaidOfBoth(before: Phrase, phrase: Phrase): boolean {
  return phrase.bare && standTogether(before, phrase)
}
