/** Within this time a contact who knows is not told twice about the same person, ms; unless it gets graver. */
export const ONCE_IN = 3_600_000

const MINUTE = 60_000

/** Who has not said by then that he sees to it is waited for no longer, ms: danger to life is due in 15 minutes. */
export const WAIT = 5 * MINUTE

/** After this somebody who said so is asked whether he has spoken to the person, ms. */
export const ASK_AFTER = 15 * MINUTE

/** Asked so often, somebody who said that he sees to it counts as silent, and the next one is called. */
export const ASKED_AT_MOST = 2

/** How often somebody in danger whom nobody sees to is told that it is still so, ms: help is near, and it is no drumbeat. */
export const STILL_NOBODY_EVERY = 6 * 60 * MINUTE

/**
 * After how long everybody is called anew where nobody has said that he sees to it, ms.
 * @param rounds how often that has been done
 */
export function untilNextRound(rounds: number): number {
  if (rounds < 8) return 15 * MINUTE
  return rounds < 30 ? 60 * MINUTE : 240 * MINUTE
}

/** A sentence with what ends it. */
const SENTENCE = /[^。！？!?；;…\n]*[。！？!?；;…\n]*/gu

/**
 * The sentences of a message that are why it was flagged, in the person's own words: what stands beside them is
 * nobody's business. The whole message where only the whole is a sign.
 * @param isSign whether a sentence by itself holds a sign
 */
export function flaggedPart(text: string, isSign: (sentence: string) => boolean): string {
  const flagged = sentencesOf(text).filter(isSign)
  return flagged.length === 0 ? text : flagged.join('').trim()
}

/** The sentences of a text, each with what ends it. */
export function sentencesOf(text: string): string[] {
  return (text.match(SENTENCE) ?? []).filter(sentence => sentence.trim() !== '')
}
