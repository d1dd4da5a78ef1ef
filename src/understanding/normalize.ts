import { TRADITIONAL, TYPOS } from './normalize-table.ts'

const SIMPLIFIED = pairs(TRADITIONAL)
const CONVERTED = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'gu')
/** Zero-width and direction marks, soft hyphens: nobody sees them, every pattern stumbles over them. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
/** ① and its kin become digits under NFKC and would run into the number that follows. */
const BULLETS = /[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]/gu

/**
 * The text for matching: NFKC (full-width digits and punctuation), without invisible characters, simplified,
 * known typos mended, trimmed. Every span that the understanding returns counts UTF-16 units of this text;
 * the person's own words are kept elsewhere and never rebuilt from it.
 */
export function normalize(text: string): string {
  if (last.text !== text) last = { text, plain: normalized(text) }
  return last.plain
}

/** A message is heard for danger and then for what it wants: both begin with this. */
let last = { text: '', plain: '' }

function normalized(text: string): string {
  const plain = text
    .replace(BULLETS, ';')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(CONVERTED, character => SIMPLIFIED.get(character) ?? character)
  return TYPOS.reduce((mended, [slip, meant]) => mended.replace(slip, meant), plain).trim()
}

/** Reads "號号後后" as 號→号, 後→后. */
function pairs(table: string): Map<string, string> {
  const characters = [...table.replace(/\s/gu, '')]
  const map = new Map<string, string>()
  for (let at = 0; at + 1 < characters.length; at += 2) {
    const [from, to] = [characters[at], characters[at + 1]]
    if (from !== undefined && to !== undefined && from !== to) map.set(from, to)
  }
  return map
}
