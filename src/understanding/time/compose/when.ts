import type { DayPart } from '../../../kernel/reading.ts'
import type { Clock, Day, Token, Trust } from '../scan/token.ts'

export interface Part {
  part: DayPart
  /** 凌晨: its twelve is midnight. */
  dawn: boolean
}

/** One place in time as it is said: day, part of day, hour, each where given. */
export interface Point {
  day: Day | null
  /** The same day said again: 12月3日（星期四）. */
  check: Day | null
  part: Part | null
  /** 全天 is said of it. */
  whole?: true
  clock: Clock | null
  trust: Trust
}

/** From one point to another, or one point alone. `from` is null in 到周五, where only the end is said. */
export interface Stretch {
  from: Point | null
  to: Point | null
}

/**
 * What is said of the edge: 起 leaves the end open, 前 and 到 leave the start open, 前后 leaves both vague; 才走 ends what
 * was told before, and is a moment by itself.
 */
export type Edge = 'since' | 'before' | 'until' | 'ended' | 'around'

/** One time expression as it is said: points, spans and lists of them. */
export interface When {
  stretches: readonly Stretch[]
  edge: Edge | null
  /** 周三或周四: one of them. */
  choice: boolean
}

/** What the composer's steps hand on: tokens, then tokens and points, then tokens and times. */
export type Item = Token | { is: 'point'; at: number; end: number; point: Point }
export type Piece = Token | WhenPiece
export type WhenPiece = { is: 'when'; at: number; end: number; when: When }

/** The point of a time that is neither a span nor a list, else null. */
export function onlyPoint(when: When | null | undefined): Point | null {
  const stretch = when?.stretches[0]
  return when?.stretches.length === 1 && stretch?.to === null ? stretch.from : null
}

/** Whether the item at `index` stands right behind the one before it, at most a space between. */
export function touches(items: readonly { at: number; end: number }[], index: number, text: string): boolean {
  const [before, item] = [items[index - 1], items[index]]
  if (before === undefined || item === undefined) return false
  return before.end === item.at || (item.at - before.end === 1 && /[ Tt]/u.test(text[before.end] ?? ''))
}
