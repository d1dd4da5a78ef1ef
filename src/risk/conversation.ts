import type { Assess, Assessment } from './assess.ts'

/** What a conversation has shown so far: no words, only which rules found something, and when. */
export interface Talk {
  readonly turn: number
  /** The signs of the last turns that make a weak one strong: weak ones, and those somebody was told of. */
  readonly weak: readonly { readonly rule: string; readonly turn: number }[]
  /** The gravest that was heard. Nothing that is said later lowers it: only a human closes a flag. */
  readonly danger: Assessment['danger']
}

export const NEW_TALK: Talk = { turn: 0, weak: [], danger: 'none' }

/** So many turns back a sign still counts. */
const TURNS = 6

const GRAVER: readonly Assessment['danger'][] = ['none', 'high', 'crisis']

/**
 * Hears the next text of a conversation: two weak signs in two of its turns are as strong as in one, and after plain
 * despair one is: “不想活了”, then “永别了”.
 */
export function hearIn(talk: Talk, assess: Assess, plain: string): { assessment: Assessment; talk: Talk } {
  const turn = talk.turn + 1
  const recent = talk.weak.filter(sign => turn - sign.turn <= TURNS)
  const assessment = assess(
    plain,
    recent.map(sign => sign.rule),
  )
  const strong = assessment.urgent ? assessment.reasons.map(({ rule }) => rule) : []
  const found = new Set([...assessment.weak, ...strong])
  const weak = [...recent, ...[...found].map(rule => ({ rule, turn }))]
  return { assessment, talk: { turn, weak, danger: graver(talk.danger, assessment.danger) } }
}

function graver(a: Assessment['danger'], b: Assessment['danger']): Assessment['danger'] {
  return GRAVER.indexOf(a) >= GRAVER.indexOf(b) ? a : b
}
