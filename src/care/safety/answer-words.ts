import { type Static, Type } from 'typebox'

const Pattern = Type.String({ minLength: 1 })

/** Words by which an answer to a call is known; every name reads as 他. */
export const AnswerWords = Type.Object({
  elsewhere: Pattern,
  doubt: Pattern,
  unless: Pattern,
  unreached: Pattern,
  passed: Pattern,
  passed_unknown: Pattern,
  closed: Pattern,
  reached: Pattern,
  taken: Pattern,
  exact: Pattern,
  company: Pattern,
  touches: Pattern,
})

export type AnswerWords = Static<typeof AnswerWords>

/** What a contact who was called says of it. */
export type Does = 'taken' | 'reached' | 'unreached' | 'passed' | 'closed'

/** What a message says of a call. */
export interface Read {
  /** `unclear`: it speaks of it, but what it says must be asked back. */
  readonly does: Does | 'unclear'
  /** One of the few plain phrases that can mean nothing else. */
  readonly exact: boolean
  /** It tells that somebody is with the one who was called about. */
  readonly company: boolean
}

/** Longer messages are no answers. */
export const LONGEST = 60

/**
 * What a whole message says of a call. “Reached” and “looked after” are taken only where nothing in the message puts
 * them in doubt: a wrong “reached” ends the search for somebody in danger, a wrong “unreached” costs one more call.
 * @param plain normalised, without the number of a case, every name read as 他
 * @param numbered it names a case, so that it is about one
 * @returns null where it says nothing of it
 */
export function readAnswer(plain: string, words: AnswerWords, numbered: boolean): Read | null {
  if (plain.length > LONGEST) return null
  const text = plain.replaceAll(SHE, HE)
  const says = (name: keyof AnswerWords, part = text) => matcher(words[name]).test(part)
  if (!numbered && says('elsewhere')) return null
  const does = doesIn(text, says)
  return does && { does, exact: says('exact'), company: says('company') }
}

type Says = (name: keyof AnswerWords, part?: string) => boolean

function doesIn(text: string, says: Says): Read['does'] | null {
  if (says('unreached')) {
    // “没人接，后来联系上了”
    const both = text.split(CLAUSE).some(clause => !says('doubt', clause) && isGood(clause, says))
    return both || says('unless') ? 'unclear' : 'unreached'
  }
  if (says('passed') || says('passed_unknown')) return 'passed'
  if (!says('doubt')) for (const does of ['closed', 'reached', 'taken'] as const) if (says(does)) return does
  return says('touches') || isGood(text, says) ? 'unclear' : null
}

function isGood(text: string, says: Says): boolean {
  return says('reached', text) || says('closed', text)
}

const CLAUSE = /[,，、;；。.!！ ]/u

/** Whoever it is: a pronoun says nothing here. */
const HE = '\u4ed6'
const SHE = '\u5979'

// Rules are compiled once.
const matchers = new Map<string, RegExp>()

function matcher(pattern: string): RegExp {
  const made = matchers.get(pattern) ?? new RegExp(pattern, 'u')
  matchers.set(pattern, made)
  return made
}

/** A text with every one of these names read as 他. */
export function withoutNames(plain: string, names: readonly string[]): string {
  return names.reduce((text, name) => (name === '' ? text : text.replaceAll(name, HE)), plain)
}
