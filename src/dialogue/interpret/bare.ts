import { onceEach } from '../../kernel/once-each.ts'

/** Closing particles and courtesies that change nothing: “取消吧”, “好的呀”, “麻烦再说一遍”. */
const TAIL = /[吧了啊呀哦喔噢呢嘛哈啦哟唉~～]+$/u
const HEAD = /^(?:请|麻烦|那就|那|就|嗯+|哦+|我要|我想|帮我|我)+/u
const SIGNS = /[\s，。、；：！？,.;:!?“”"'‘’（）()…—~～·]+/gu

/** A number such as QJ-20261123-0007. */
export const NUMBER = /[a-z]{2}-?\d{8}-?\d{4}/iu

/** The end of such a number, as people say it: “李刚0013的”; null where none is said. A clock and a year begin otherwise. */
export function shortNumber(plain: string): string | null {
  return /(?<![\d.:-])0\d{3}(?![\d.:年月号日点])/u.exec(plain)?.[0] ?? null
}

/** A message without signs: what is compared with a flow's or a pattern's words. */
export function bare(plain: string): string {
  return plain.replace(SIGNS, '').toLowerCase()
}

const LONGEST = 80

/** Whether a whole message is one of `words`, give or take a particle or a “请”. */
export function isWhole(plain: string, words: readonly string[]): boolean {
  if (words.length === 0) return false
  if (last.plain !== plain) last = { plain, forms: formsOf(plain) }
  if (words.length < LIST) return words.some(word => last.forms.includes(bareWord(word)))
  const bares = bareList(words)
  return last.forms.some(form => bares.has(form))
}

/** So many words are the list of a flow file, which every message is compared with. */
const LIST = 4
const bareList = onceEach((words: readonly string[]) => new Set(words.map(bareWord)))

/** One message is compared with many lists of words, one after the other. */
let last: { plain: string; forms: readonly string[] } = { plain: '', forms: [] }

function formsOf(plain: string): readonly string[] {
  const full = bare(plain)
  if (full.length > LONGEST) return []
  const open = full.replace(HEAD, '')
  return [...new Set([full, full.replace(TAIL, ''), open, open.replace(TAIL, '')])]
}

const bareWords = new Map<string, string>()
const REMEMBERED = 10_000

/** A word as `bare` leaves it: the words of flow files are few and asked for with every message. */
export function bareWord(word: string): string {
  const known = bareWords.get(word)
  if (known !== undefined) return known
  if (bareWords.size >= REMEMBERED) bareWords.clear()
  const made = bare(word)
  bareWords.set(word, made)
  return made
}

/** The first of `words` that stands in `plain`; longer words are looked for first when the list is sorted so. */
export function findWord(plain: string, words: readonly string[]): { word: string; at: number } | null {
  for (const word of words) {
    const at = plain.indexOf(word)
    if (at >= 0) return { word, at }
  }
  return null
}

/** Whether a message holds a word; of “会…知道是我” both sides, one after the other. */
export function holds(plain: string, word: string): boolean {
  const [opens = '', closes] = word.split('…')
  const at = plain.indexOf(opens)
  return at >= 0 && (closes === undefined || plain.indexOf(closes, at + opens.length) >= 0)
}

/** Sentences and clauses: cut at signs and at “再”, “然后”, “顺便”, “另外” where they open a new wish. */
export function clauses(plain: string): string[] {
  return plain
    .split(/[，。；！？,;!?\n]+|(?<=.)(?=(?:然后|顺便|另外|还有就是|再帮我|再给我|再查|再请))/u)
    .map(s => s.trim())
    .filter(s => s !== '')
}
