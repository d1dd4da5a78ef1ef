import { timeMayEnd } from './look-alikes.ts'
import { sliceAfter } from './periods.ts'
import type { Token, TokenBody } from './token.ts'
import type { Row } from './words.ts'
import { WORDS_OF_CONNECTION } from './words-of-connection.ts'
import { WORDS_OF_TIME } from './words-of-time.ts'
import { WORDS_OF_WORK } from './words-of-work.ts'

interface Entry {
  word: string
  bodies: readonly TokenBody[]
  not: RegExp | null
  only: RegExp | null
  wary: boolean
  /** 今年, 明年: 底 and 初 may follow. */
  year: boolean
}

const LEXICON: ReadonlyMap<string, readonly Entry[]> = index([
  ...WORDS_OF_TIME,
  ...WORDS_OF_CONNECTION,
  ...WORDS_OF_WORK,
])

/** The tokens of the longest word that stands here and is not taken back by what follows it. */
export function wordTokens(text: string, at: number): Token[] | null {
  for (const entry of LEXICON.get(text[at] ?? '') ?? []) {
    if (!text.startsWith(entry.word, at)) continue
    const end = at + entry.word.length
    if (holds(entry.not, text, end) || (entry.only !== null && !holds(entry.only, text, end))) continue
    const doubt = entry.wary && !timeMayEnd(text, end)
    // One word, several tokens (今晚): the first takes the characters, the others stand right behind it.
    const tokens = entry.bodies.map(
      (body, i): Token => ({ ...(doubt ? doubted(body) : body), at: i === 0 ? at : end, end }),
    )
    return entry.year ? [...tokens, ...sliceAfter(text, end, 'year')] : tokens
  }
  return null
}

function doubted(body: TokenBody): TokenBody {
  return body.is === 'day' || body.is === 'part' ? { ...body, trust: 'sentence' } : body
}

/** What 早, 晚 or 夜 begin after a day that is no part of it: 周五晚会, 明天早退. */
const OTHER_WORD = /^(?:[点退饭餐会读操日期已就教到来辈归婚些于回安店市宵总]|一点)/u
const HOUR = /^(?:\d{1,2}|[二两三四五六七八九十]{1,2})[点:时]/u

/** 早, 晚, 夜: a part of day only behind a day (周五晚) or before an hour (晚8点). */
export function loosePart(text: string, at: number, told: boolean): Token | null {
  const part = ({ 早: 'am', 晨: 'am', 午: 'noon', 晚: 'eve', 夜: 'eve' } as const)[text[at] ?? '']
  const rest = text.slice(at + 1, at + 5)
  if (part === undefined || !(HOUR.test(rest) || (told && !OTHER_WORD.test(rest)))) return null
  return { is: 'part', at, end: at + 1, part, dawn: false, trust: 'sure' }
}

/** Entries by first character, the longest word first; of equal words the one told first. */
function index(rows: readonly Row[]): Map<string, Entry[]> {
  const map = new Map<string, Entry[]>()
  for (const [words, bodies, { not, only, wary = false } = {}] of rows) {
    const year = bodies.some(
      body => body.is === 'day' && body.day.is === 'period' && body.day.unit === 'year',
    )
    for (const word of words.split(' ')) {
      const key = word[0] ?? ''
      const entry: Entry = { word, bodies, not: sticky(not), only: sticky(only), wary, year }
      map.set(key, [...(map.get(key) ?? []), entry])
    }
  }
  for (const entries of map.values()) entries.sort((a, b) => b.word.length - a.word.length)
  return map
}

function sticky(pattern: string | undefined): RegExp | null {
  return pattern === undefined ? null : new RegExp(`(?:${pattern})`, 'uy')
}

function holds(pattern: RegExp | null, text: string, at: number): boolean {
  if (pattern === null) return false
  pattern.lastIndex = at
  return pattern.test(text)
}
