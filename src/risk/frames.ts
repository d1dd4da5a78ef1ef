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
  /** Somebody else did it, long ago, and nothing says that it may come again. */
  longAgo(text: string, from: number, to: number): boolean
  /** Where the words about somebody else begin that this place belongs to; −1 where it is said of oneself. */
  someoneElse(text: string, from: number, to: number): number
}

/** Somebody who speaks of himself: 我, and not 我们 or 我局. */
const SELF = /我(?![们市县局区办科院村街镇乡校处部省国队所站司厅委社州党军]|单位)|俺(?!们)|本人|自己/u
const OWN = new RegExp(SELF, 'gu')
/** 跟我说: the one who is told, not the one who is meant. */
const TOLD_ME = /(?:跟|给|对|问|叫|让|和|同|告诉|求)[我俺]/gu

/** Somebody else, who is not the one something was done with or to. */
const NOT_OBJECT = '(?<![跟和对给被让叫骗气恨因为把同])(?:{别人})'
/** 我妈, 我们科的: whose somebody else is, and not who did it. */
const WHOSE = '(?:我|俺)们?(?:家|科|村|单位|的)?(?:那个?)?(?=(?:{别人}))'

export function makeFrames(file: RiskFile): Frames {
  const any = (patterns: readonly string[]): RegExp =>
    new RegExp(patterns.map(p => `(?:${expand(p, file.words)})`).join('|'), 'u')
  const denials = any(file.denials)
  const report = any(file.frames.report)
  const tale = any(file.frames.tale)
  const strangers = any(file.frames.strangers)
  const over = any(file.frames.over)
  const leaving = any(file.frames.leaving)
  const past = any(file.frames.past)
  const again = any(file.frames.again)
  const now = any(file.frames.now)
  const saved = any(file.frames.saved)
  const another = new RegExp(expand(NOT_OBJECT, file.words), 'gu')
  const whose = new RegExp(expand(WHOSE, file.words), 'gu')
  const speaker = new RegExp(
    expand('(?:{别人}){~10}(?:说|讲|发|念叨|嚷|写|喊|问|吵着|闹着|总想|老想|表示|留)', file.words),
    'gu',
  )

  /** Whether the last who is named is somebody else; null where nobody is. */
  const isOfAnother = (text: string): boolean | null => {
    const other = lastOf(another, text)
    const own = lastOf(
      OWN,
      text.replace(whose, whom => '-'.repeat(whom.length)),
    )
    return other < 0 && own < 0 ? null : other > own
  }

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
    longAgo(text, from, to) {
      const [start] = sentenceAt(text, from)
      if (!past.test(text.slice(start, to)) || again.test(text)) return false
      const [clause, end] = clauseAt(text, from, to)
      if (now.test(text.slice(clause, end))) return false
      const here = isOfAnother(text.slice(clause, to))
      if (here !== null) return here
      // Who names nobody speaks of himself, except where he goes on about how somebody was saved.
      return saved.test(text.slice(clause, end)) && isOfAnother(text.slice(start, clause)) === true
    },
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

/** Where the last match ends; −1 where there is none. */
function lastOf(pattern: RegExp, text: string): number {
  let last = -1
  for (const { 0: found, index } of text.matchAll(pattern)) last = index + found.length
  return last
}
