import { type Static, Type } from 'typebox'
import type { Aid } from '../../dialogue/event.ts'
import { makePlaces } from '../../risk/patterns.ts'

const Words = Type.String({ minLength: 1 })

/** `flows/policy/aid.yaml`: what is no danger to life, yet needs a number to call or a human. */
export const AidFile = Type.Object(
  {
    schema: Type.Integer(),
    words: Type.Record(Type.String(), Words),
    unless: Words,
    /** The gravest first: it is the one that is answered. */
    aids: Type.Array(
      Type.Object(
        {
          id: Words,
          aloud: Type.Optional(Type.Boolean()),
          patterns: Type.Array(Words, { minItems: 1 }),
          say: Words,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export type AidFile = Static<typeof AidFile>

/** What help there is for what a text tells: violence, harassment, a grave illness; null where it tells none. Pure. */
export type AidFor = (plain: string) => Aid | null

export function makeAid({ aids, unless, words }: AidFile): AidFor {
  const places = makePlaces(
    aids.flatMap((aid, n) => aid.patterns.map(pattern => [n, pattern] as const)),
    words,
  )
  const not = new RegExp(unless, 'u')
  return plain => {
    const found = places(plain)
    if (found.length === 0 || not.test(plain)) return null
    const aid = aids[Math.min(...found.map(place => place.of))]
    return aid ? { id: aid.id, say: aid.say, aloud: aid.aloud ?? false } : null
  }
}
