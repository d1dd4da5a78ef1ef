import type { Message } from '../../kernel/channel.ts'
import { split } from '../common/split.ts'

/** How a choice is written out that has no number. */
export interface ChoiceWords {
  /** @param label what the button says; @param say what is to be answered for it, often the same */
  answer(label: string, say: string): string
}

/**
 * WeChat's limit of a text is told nowhere; what its clients cut lies above 2,000 Chinese characters. Half of that is
 * also as much as anybody reads on a phone at once.
 */
export const PIECE_BYTES = 3_000

/** Bytes of UTF-8. */
function bytes(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

/**
 * A message as plain texts, in the order to send. Buttons are written out: with the number that stands for each where
 * a number can only mean that, else as the words to answer with.
 */
export function render({ text, buttons, card, inWords = false }: Message, words: ChoiceWords): string[] {
  const numbered = card !== null && !inWords
  const choices = buttons.map(({ label, say }, at) =>
    numbered ? `${at + 1}. ${label}` : words.answer(label, say),
  )
  const whole = [text.trim(), choices.join('\n')].filter(Boolean).join('\n')
  return split(whole.toWellFormed(), PIECE_BYTES, bytes)
    .map(piece => piece.trim())
    .filter(Boolean)
}
