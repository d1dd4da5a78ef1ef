import { type Static, Type } from 'typebox'

/**
 * The rules by which texts are heard, from `flows/policy/risk.yaml`: data, so that a clinician can read and
 * change them. Patterns are regular expressions over the normalised text; nothing in them may repeat a group
 * that repeats, so that they stay linear.
 */
export const RiskFile = Type.Object(
  {
    schema: Type.Integer(),
    /** Version that is written to every flag. */
    version: Type.String(),
    /** Idioms that only sound like danger; each masks its own span and nothing else. */
    exceptions: Type.Array(Type.String()),
    /** Words of a report, a drill, a lyric: they quieten a text only when nothing in it is said of oneself. */
    frames: Type.Array(Type.String()),
    families: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          level: Type.Enum(['crisis', 'high', 'weak']),
          /** Said of oneself (or of somebody near, now): a frame does not quieten it. */
          own: Type.Boolean(),
          /** In words, for the one who reads the flag. */
          why: Type.String(),
          patterns: Type.Array(Type.String(), { minItems: 1 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export type RiskFile = Static<typeof RiskFile>

export const SecrecyFile = Type.Object(
  {
    schema: Type.Integer(),
    /** Markings of secrecy, as regular expressions. */
    markings: Type.Array(Type.String(), { minItems: 1 }),
  },
  { additionalProperties: false },
)

export type SecrecyFile = Static<typeof SecrecyFile>
