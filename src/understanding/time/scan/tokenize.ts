import { startsNumeral } from '../../numeral.ts'
import { festivalToken } from './festival-token.ts'
import { lengthToken } from './length.ts'
import { loosePart, wordTokens } from './lexicon.ts'
import { lunarToken } from './lunar.ts'
import { numericTokens } from './numeric.ts'
import { ordinalToken } from './ordinals.ts'
import { overtimeTokens } from './overtime.ts'
import { periodTokens } from './periods.ts'
import { dayToken, type Token } from './token.ts'

/**
 * Every piece of the compact text that means something, in order and without overlap. What means nothing is
 * left out; how far two tokens stand apart tells the composer how much lies between.
 * Each character begins at most one scan, and scans look only a few characters ahead: linear.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const found = scan(text, at, tokens.at(-1))
    tokens.push(...found)
    at = found.at(-1)?.end ?? at + 1
  }
  return tokens
}

/** The first grammar that reads something at `at` wins; names and idioms come before figures, figures before words. */
function scan(text: string, at: number, last: Token | undefined): readonly Token[] {
  const told = last?.end === at && (last.is === 'day' || last.is === 'part')
  const named = festivalToken(text, at) ?? lunarToken(text, at) ?? ordinalToken(text, at)
  if (named !== null) return [named]
  const character = text[at] ?? ''
  if (character === '(' && told) {
    const weekday = bracketedWeekday(text, at)
    if (weekday !== null) return weekday
  }
  if (startsNumeral(character)) return wordTokens(text, at) ?? numericTokens(text, at, told) ?? []
  const worked = overtimeTokens(text, at)
  if (worked !== null) return worked
  const phrase = (told ? null : beforeLeaving(text, at)) ?? periodTokens(text, at) ?? wordTokens(text, at)
  if (phrase !== null) return phrase
  const one =
    (character === '半' ? lengthToken(text, at, null) : null) ??
    loosePart(text, at, told) ??
    punctuation(text, at)
  return one === null ? [] : [one]
}

const BEFORE_LEAVING = /下班(?:之|以)?前(?!后)/uy

/** 下班前 without a day is today's. */
function beforeLeaving(text: string, at: number): Token[] | null {
  if (text[at] !== '下') return null
  BEFORE_LEAVING.lastIndex = at
  const end = at + (BEFORE_LEAVING.exec(text)?.[0].length ?? 0)
  if (end === at) return null
  return [
    dayToken(at, at + 2, { is: 'relative', from: 0, to: 0 }),
    { is: 'mark', at: at + 2, end, mark: 'before' },
  ]
}

const BRACKETED = /\(([一二三四五六日天])\)/uy

/** 5/18(一): the weekday of the date before it, without its 周. */
function bracketedWeekday(text: string, at: number): Token[] | null {
  BRACKETED.lastIndex = at
  const weekday = '一二三四五六日'.indexOf(BRACKETED.exec(text)?.[1]?.replace('天', '日') ?? '-') + 1
  if (weekday === 0) return null
  return [
    { is: 'open', at, end: at + 1 },
    dayToken(at + 1, at + 2, { is: 'weekday', weekday, week: null }),
    { is: 'close', at: at + 2, end: at + 3 },
  ]
}

function punctuation(text: string, at: number): Token | null {
  const character = text[at] ?? ''
  if ('。!?;\n'.includes(character)) return { is: 'stop', at, end: at + 1, strong: true }
  if (',:"\'“”《》【】[]'.includes(character)) return { is: 'stop', at, end: at + 1, strong: false }
  if (character === '(') return { is: 'open', at, end: at + 1 }
  if (character === ')') return { is: 'close', at, end: at + 1 }
  if (!'-–—―~〜‐→'.includes(character)) return null
  let end = at + 1
  while (text[end] === character) end++
  return { is: 'mark', at, end, mark: 'dash' }
}
