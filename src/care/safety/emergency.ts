import { type Static, Type } from 'typebox'
import type { Assessment } from '../../risk/assess.ts'
import { makePlaces, type Place } from '../../risk/patterns.ts'

const Words = Type.String({ minLength: 1 })
const Patterns = Type.Array(Words, { minItems: 1 })
const Reply = Type.Object({ self: Words, other: Words }, { additionalProperties: false })

const States = Type.Object(
  { knows: Words, waiting: Words, before: Words, nobody: Words },
  { additionalProperties: false },
)

/** `flows/policy/emergency.yaml`: what cannot wait, and what is said once somebody has been called. */
export const EmergencyFile = Type.Object(
  {
    schema: Type.Integer(),
    words: Type.Record(Type.String(), Words),
    medical: Patterns,
    not_now: Words,
    now: Words,
    taken: Patterns,
    bleeding: Patterns,
    gas: Patterns,
    not_done: Words,
    still: Patterns,
    swallowed: Patterns,
    not_swallowed: Words,
    missing: Patterns,
    worse: Type.Object({ signs: Patterns, denied: Words, past: Words }, { additionalProperties: false }),
    corrected: Words,
    replies: Type.Object(
      { medical: Reply, taken: Reply, bleeding: Reply, gas: Reply },
      { additionalProperties: false },
    ),
    place: Words,
    told: Type.Object(
      { asking: Words, waiting: Words, knows: Words, nobody: Words },
      { additionalProperties: false },
    ),
    back: Type.Array(
      Type.Object({ id: Words, words: Words, self: Words, other: Words }, { additionalProperties: false }),
    ),
    states: States,
    kept: Words,
    reach: States,
    unanswered: Type.Object(
      { words: Words, his: Words, bare: Words, not: Words, all_told: Words, self: Words, other: Words },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type EmergencyFile = Static<typeof EmergencyFile>

/** A sudden illness, or what somebody has already done: pills taken, a wound, gas turned on. */
export type Emergency = 'medical' | 'taken' | 'bleeding' | 'gas'

/** The place or the urge; medicine just taken; somebody else cannot be found; whom it is really about. */
export type Still = 'still' | 'swallowed' | 'missing' | 'corrected'

/** How it is known that the contact's telephone is meant: by words, or only where a contact is named, or nobody else could be. */
export type Unanswered = 'his' | 'bare' | 'named'

/** A kind of words, and where they stand in the text. */
export type Found<T> = { readonly is: T; readonly span: readonly [number, number] }

/** What a text says beside despair. Pure. */
export interface Emergencies {
  /**
   * What was done counts where danger to life was heard; an illness where it was not, or only in words that are the
   * illness itself.
   */
  emergencyIn(plain: string, heard: Pick<Assessment, 'urgent' | 'reasons'>): Found<Emergency> | null
  /** What within a day of a call is a new alarm by itself: the place, the urge; or who it is really about. */
  stillIn(plain: string): Found<Still> | null
  /** That what was done takes effect: said after a call about pills, a wound or gas. */
  worseIn(plain: string): boolean
  /** That somebody’s telephone is not answered. */
  unansweredIn(plain: string): Unanswered | null
  /** What is said against help, or of the help that comes: the id of its answer. */
  backIn(plain: string): string | null
}

/** Longer texts are no short word after a call. */
const SHORT = 40
const CLAUSE = /[,，、;；。.!！?？ ]/u
const DONE: readonly Emergency[] = ['bleeding', 'taken', 'gas']

/** @param traces rules of risk.yaml that are a word and no more */
export function makeEmergencies(file: EmergencyFile, traces: ReadonlySet<string>): Emergencies {
  const { words } = file
  const tagged = <T>(of: T, patterns: readonly string[]) => patterns.map(p => [of, p] as const)
  const emergencies = makePlaces<Emergency>(
    [...DONE, 'medical' as const].flatMap(kind => tagged(kind, file[kind])),
    words,
  )
  const after = makePlaces<Still>(
    [
      ...tagged<Still>('corrected', [file.corrected]),
      ...tagged<Still>('still', file.still),
      ...tagged<Still>('swallowed', file.swallowed),
      ...tagged<Still>('missing', file.missing),
    ],
    words,
  )
  const backs = file.back.map(({ id, words }) => [id, new RegExp(words, 'u')] as const)
  const { unanswered } = file
  const worse = makePlaces(
    file.worse.signs.map(p => [true, p] as const),
    words,
  )
  const denied = new RegExp(file.worse.denied, 'u')
  const past = new RegExp(file.worse.past, 'u')
  const rings = new RegExp(unanswered.words, 'u')
  const his = new RegExp(unanswered.his, 'u')
  const bare = new RegExp(unanswered.bare, 'u')
  const notHis = new RegExp(unanswered.not, 'u')
  const notSwallowed = new RegExp(file.not_swallowed, 'u')
  const notNow = new RegExp(file.not_now, 'u')
  const now = new RegExp(file.now, 'u')
  const notDone = new RegExp(file.not_done, 'u')

  return {
    emergencyIn(plain, { urgent, reasons }) {
      const places = emergencies(plain)
      if (places.length === 0) return null
      const done = urgent && !notDone.test(plain) ? firstOf(places, DONE) : null
      if (done) return done
      const ill = notNow.test(plain) && !now.test(plain) ? null : firstOf<Emergency>(places, ['medical'])
      const isIllness = ({ rule, span }: Assessment['reasons'][number]) =>
        traces.has(rule) || places.some(({ from, to }) => span[0] < to && from < span[1])
      return urgent && !reasons.every(isIllness) ? null : ill
    },
    stillIn(plain) {
      if (plain.length > SHORT) return null
      const found = after(plain).filter(({ of }) => of !== 'swallowed' || !notSwallowed.test(plain))
      return firstOf(found, ['corrected', 'swallowed', 'still', 'missing'])
    },
    worseIn(plain) {
      if (plain.length > SHORT || past.test(plain)) return false
      return plain.split(CLAUSE).some(clause => worse(clause).length > 0 && !denied.test(clause))
    },
    unansweredIn(plain) {
      if (plain.length > SHORT || !rings.test(plain) || notHis.test(plain)) return null
      if (his.test(plain)) return 'his'
      return bare.test(plain) ? 'bare' : 'named'
    },
    backIn(plain) {
      if (plain.length > SHORT) return null
      return backs.find(([, words]) => words.test(plain))?.[0] ?? null
    },
  }
}

/** The first place of the first kind there is. */
function firstOf<T>(places: readonly Place<T>[], kinds: readonly T[]): Found<T> | null {
  for (const kind of kinds) {
    const [place] = places.filter(p => p.of === kind).sort((a, b) => a.from - b.from)
    if (place) return { is: kind, span: [place.from, place.to] }
  }
  return null
}
