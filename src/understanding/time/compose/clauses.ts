import type { Token } from '../scan/token.ts'
import {
  COMES,
  GONE,
  GRANTED,
  ONCE,
  OTHERS,
  PAST,
  REPORTED,
  SAID,
  SET_BY_OTHERS,
  SPEAKER,
  WISH,
} from '../scan/words-of-story.ts'

/** What the words of one clause do in the message: state the wish, tell a story beside it, or neither. */
export interface Clause {
  /** Characters; 0 where all clauses stand as equals. */
  size: number
  /** 我想…, 请…, 打算…, …可以吗: somebody wants something here. */
  wish: boolean
  /** 昨天刚…, 医生说…, …作废: it tells how things came or what others do, and wants nothing. */
  told: boolean
  /** It names a day that comes by itself: told, whatever else is said. */
  due: boolean
}

/**
 * For each character the clause it stands in, between stops, with what that clause does. Where no clause states a wish,
 * nothing can be told apart and all stand as equals. Linear: each clause is looked at once.
 */
export function readClauses(tokens: readonly Token[], text: string): Clause[] {
  // One clause alone has nobody to stand beside; most messages are one.
  if (!tokens.some(token => token.is === 'stop')) return []
  const clauses: Clause[] = []
  const inside: number[] = []
  let at = 0
  const close = (end: number) => {
    while (inside.length <= end) inside.push(clauses.length)
    clauses.push(clauseOf(text.slice(at, end)))
    at = end + 1
  }
  for (const token of tokens) if (token.is === 'stop') close(token.at)
  close(text.length)
  const apart = clauses.some(({ wish }) => wish)
  const meant = apart ? clauses : clauses.map(({ due }) => ({ size: 0, wish: false, told: due, due }))
  return inside.flatMap(each => meant[each] ?? [])
}

/** The clause of two phrases told as one: the wish tells what they are, else what is no mere story. */
export function weightier(a: Clause | undefined, b: Clause | undefined): Clause | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return (a.wish && !b.wish) || (b.told && !a.told) ? a : b
}

function clauseOf(text: string): Clause {
  const due = COMES.test(text)
  const once = ONCE.test(text) || REPORTED.test(text) || SAID.test(text)
  const wish = !once && (GRANTED.test(text) || (WISH.test(text) && !OTHERS.test(text)))
  const told =
    !wish &&
    (once ||
      PAST.test(text) ||
      GONE.test(text) ||
      OTHERS.test(text) ||
      due ||
      (SET_BY_OTHERS.test(text) && !SPEAKER.test(text)))
  return { size: text.length, wish, told, due }
}
