import { clauseAt, sentenceAt } from './parts.ts'
import { expand } from './patterns.ts'
import type { RiskFile } from './rules-file.ts'

/** How a place in a text is told: by whom, of whom, and whether it is so. */
export interface Frames {
  /** It is said not to be so. */
  denied(text: string, from: number): boolean
  /** It is told in a report or a tale, and nobody speaks of himself beside it. */
  told(text: string, from: number, to: number): boolean
  /** It is over, or only played. */
  over(text: string): boolean
  /** The text is of one who retires, moves or travels. */
  leaving(text: string): boolean
  /** Where the words about somebody else begin that this place belongs to; −1 where it is said of oneself. */
  someoneElse(text: string, from: number, to: number): number
}

/** Somebody who speaks of himself: 我, and not 我们 or 我局. */
const SELF = /我(?![们市县局区办科院村街镇乡校处部省国队所站司厅委社州党军]|单位)|俺(?!们)|本人|自己/u
/** 跟我说: the one who is told, not the one who is meant. */
const TOLD_ME = /(?:跟|给|对|问|叫|让|和|同|告诉|求)[我俺]/gu

export function makeFrames(file: RiskFile): Frames {
  const any = (patterns: readonly string[]): RegExp =>
    new RegExp(patterns.map(p => `(?:${expand(p, file.words)})`).join('|'), 'u')
  const denials = any(file.denials)
  const report = any(file.frames.report)
  const tale = any(file.frames.tale)
  const strangers = any(file.frames.strangers)
  const over = any(file.frames.over)
  const leaving = any(file.frames.leaving)
  const speaker = new RegExp(
    expand('(?:{别人}){~10}(?:说|讲|发|念叨|嚷|写|喊|问|吵着|闹着|总想|老想|表示|留)', file.words),
    'gu',
  )

  return {
    denied: (text, from) => denials.test(text.slice(Math.max(clauseAt(text, from)[0], from - 12), from)),
    told(text, from, to) {
      const sentence = text.slice(...sentenceAt(text, from, to))
      const clause = text.slice(...clauseAt(text, from, to))
      if (SELF.test(clause)) return false
      if (strangers.test(clause)) return true
      return !SELF.test(sentence) && (report.test(text) || tale.test(text) || strangers.test(sentence))
    },
    over: text => over.test(text),
    leaving: text => leaving.test(text),
    someoneElse(text, from, to) {
      const [start] = sentenceAt(text, from)
      const before = text.slice(start, from)
      let begins = -1
      speaker.lastIndex = 0
      for (let found = speaker.exec(before); found; found = speaker.exec(before)) begins = found.index
      if (begins < 0) return -1
      const clause = clauseAt(text, from, to)
      const between = text.slice(Math.max(start + begins, clause[0]), to).replace(TOLD_ME, '')
      if (SELF.test(between)) return -1
      // In a clause of its own, without a word that goes on with the tale, it may as well be his own.
      if (start + begins >= clause[0]) return start + begins
      return /^(?:想|要|就|他|她|还|也|总|早|说|真|再|电话)/u.test(text.slice(clause[0], to))
        ? start + begins
        : -1
    },
  }
}
