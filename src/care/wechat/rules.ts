import { LETTERS } from '../../kernel/ids.ts'

/** A code as it is shown: three groups of four. */
const CODE = new RegExp(`(?<![0-9A-Z])[${LETTERS}]{4}[- ]?[${LETTERS}]{4}[- ]?[${LETTERS}]{4}(?![0-9A-Z])`)

/** How long a code binds, ms. */
export const CODE_LIFE = 30 * 60_000
/** Most codes for one person, most texts of an unbound contact that are answered, and most codes it may bring, an hour. */
export const CODES_AN_HOUR = 5
export const ANSWERS_AN_HOUR = 6
export const BROUGHT_AN_HOUR = 20
export const HOUR = 3_600_000

/** The code in a text, as it was made: small letters, wide signs, blanks and other dashes do not matter. */
export function codeIn(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212_]/gu, '-')
  const [found] = CODE.exec(plain) ?? []
  // Some other number may look like one: it binds nobody.
  return found?.replace(/[- ]/g, '') ?? null
}

export interface Counted {
  readonly count: number
  readonly since: number
}

/** One more within the hour, or the first of a new one. @returns null where that is too many */
export function oneMore(before: Counted | null, most: number, now: number): Counted | null {
  if (!before || now - before.since >= HOUR) return { count: 1, since: now }
  return before.count >= most ? null : { count: before.count + 1, since: before.since }
}
