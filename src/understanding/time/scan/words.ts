import type { Day, Mark, SliceName, TokenBody, Verb } from './token.ts'

/** Words separated by blanks, the tokens that each of them stands for, and what must not (or must) follow. */
export type Row = readonly [
  words: string,
  bodies: readonly TokenBody[],
  follow?: {
    /** Regular expressions: a word followed by `not` is another word, one not followed by `only` says nothing. */
    not?: string
    only?: string
    /** Believed by itself only before what may follow a time. */
    wary?: true
  },
]

export const INERT: TokenBody = { is: 'inert' }

export function day(value: Day): TokenBody {
  return { is: 'day', day: value, trust: 'sure' }
}

/** Days counted from today, both ends included. */
export function relative(from: number, to = from): TokenBody {
  return day({ is: 'relative', from, to })
}

export function slice(unit: 'week' | 'month' | 'year', name: SliceName): TokenBody {
  return day({ is: 'slice', unit, slice: name })
}

export function year(offset: number): TokenBody {
  return day({ is: 'period', unit: 'year', offset, number: null })
}

export function mark(value: Mark): TokenBody {
  return { is: 'mark', mark: value }
}

export function verb(value: Verb): TokenBody {
  return { is: 'verb', verb: value }
}
