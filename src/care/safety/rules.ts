/** Within this time a contact who knows is not told twice about the same person, ms; unless it gets graver. */
export const ONCE_IN = 3_600_000

/** Somebody who has not been reached by then is waited for no longer, ms: danger to life is due in 15 minutes. */
export const WAIT = 5 * 60_000

/** A sentence with what ends it. */
const SENTENCE = /[^。！？!?；;…\n]*[。！？!?；;…\n]*/gu

/**
 * The sentences of a message that are why it was flagged, in the person's own words: what stands beside them is
 * nobody's business. The whole message where only the whole is a sign.
 * @param isSign whether a sentence by itself holds a sign
 */
export function flaggedPart(text: string, isSign: (sentence: string) => boolean): string {
  const flagged = (text.match(SENTENCE) ?? []).filter(sentence => sentence.trim() !== '' && isSign(sentence))
  return flagged.length === 0 ? text : flagged.join('').trim()
}
