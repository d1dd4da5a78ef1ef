import { LATIN, LONGEST_LATIN, LONGEST_MONTH, MONTHS } from './latin.ts'

/** The text as the scanner reads it, with the way back to the normalised text. */
export interface View {
  text: string
  /** For each character of `text`, where its source begins and ends in the normalised text. */
  starts: readonly number[]
  ends: readonly number[]
}

/**
 * The text without the spaces that people put between figures and characters (12 月 3 日), and with the
 * commonest pinyin and English words as Chinese. A space stays where it keeps two figures or words apart.
 */
export function viewOf(plain: string): View {
  const pieces: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const put = (piece: string, from: number, to: number) => {
    pieces.push(piece)
    for (let i = 0; i < piece.length; i++) {
      starts.push(from)
      ends.push(to)
    }
  }
  let space = -1 // where a run of blanks began, while nothing has been put after it
  for (let at = 0; at < plain.length; ) {
    const character = plain[at] ?? ''
    const hour = hourAt(plain, at, pieces.slice(-2).join(''))
    if (hour) {
      put(hour.meant, at, hour.end)
      space = -1
      at = hour.end
      continue
    }
    const end = isLetter(character) ? wordEnd(plain, at) : at + 1
    if (character === ' ' || character === '\t') {
      if (space < 0) space = at
    } else {
      const word = plain.slice(at, end)
      const meant = isLetter(character) ? (monthBefore(plain, word, end) ?? chinese(word)) : null
      if (space >= 0 && isAscii(pieces.at(-1)?.at(-1)) && isAscii((meant ?? word)[0])) put(' ', space, at)
      if (meant !== null) put(meant, at, end)
      else for (let i = at; i < end; i++) put(plain[i] ?? '', i, i + 1)
      space = -1
    }
    at = end
  }
  return { text: pieces.join(''), starts, ends }
}

const HOUR = /^(1[0-2]|[1-9])(?:[:.]([0-5]\d))?[ ]?([ap])\.?m(?![a-z])\.?/iu
const PART_SAID = /(?:上午|下午|晚上|早上|中午|凌晨|傍晚|[早晚])$/u

/** 2pm, 下午2:30PM, 10 a.m. @param before the characters already read, which may name the part of the day */
function hourAt(plain: string, at: number, before: string): { meant: string; end: number } | null {
  const figure = plain[at] ?? ''
  if (figure < '1' || figure > '9' || /[\d:.]/u.test(plain[at - 1] ?? '')) return null
  const found = HOUR.exec(plain.slice(at, at + 12))
  if (!found) return null
  const [whole, hour = '', minutes, half = ''] = found
  const isMorning = half.toLowerCase() === 'a'
  const named = isMorning ? (hour === '12' ? '凌晨' : '上午') : hour === '12' ? '中午' : '下午'
  const part = PART_SAID.test(before) ? '' : named
  const clock = isMorning && hour === '12' ? '0' : hour
  return { meant: `${part}${clock}点${minutes ? `${minutes}分` : ''}`, end: at + whole.length }
}

/** Dec 3, March 12th: the English name of a month counts before a figure only (may is also a verb). */
function monthBefore(plain: string, word: string, end: number): string | null {
  const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1
  if (month === 0 || word.length > LONGEST_MONTH) return null
  const figure = /^[. ]{0,2}\d{1,2}(?!\d)/u.test(plain.slice(end, end + 5))
  return figure ? `${month}月` : null
}

/** A whole Latin word in Chinese, a run of known pinyin words included; null when any part is unknown. */
function chinese(word: string): string | null {
  if (word.length > 40) return null
  const lower = word.toLowerCase()
  let read = ''
  for (let at = 0; at < lower.length; ) {
    let length = Math.min(LONGEST_LATIN, lower.length - at)
    while (length > 0 && !LATIN.has(lower.slice(at, at + length))) length--
    if (length === 0) return null
    read += LATIN.get(lower.slice(at, at + length)) ?? ''
    at += length
  }
  return read
}

function wordEnd(text: string, at: number): number {
  let end = at
  while (isLetter(text[end])) end++
  return end
}

function isLetter(character: string | undefined): boolean {
  return (
    character !== undefined &&
    ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z'))
  )
}

/** A letter or figure that would run into its neighbour without the space. */
function isAscii(character: string | undefined): boolean {
  return isLetter(character) || (character !== undefined && character >= '0' && character <= '9')
}
