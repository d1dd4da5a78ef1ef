import { type Static, Type } from 'typebox'

const Patterns = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })

/**
 * The rules by which texts are heard, from `flows/policy/risk.yaml`: data, so that a clinician can read and
 * change them. Patterns are regular expressions over the folded text; nothing in them may repeat a group that
 * repeats, so that they stay linear.
 */
export const RiskFile = Type.Object(
  {
    schema: Type.Literal(2),
    /** Version that is written to every flag. */
    version: Type.String(),
    /** Pairs of characters: the first is read as the second. */
    characters: Type.String(),
    /** What a pattern finds is read as the words after it. */
    respelled: Type.Array(Type.Tuple([Type.String({ minLength: 1 }), Type.String({ minLength: 1 })])),
    /** Slips of who types by sound. */
    slips: Type.Object(
      {
        /** A syllable in letters, and the characters that sound so. */
        sounds: Type.Record(Type.String(), Type.String({ minLength: 1 })),
        /** Words in which another character of the same sound can mean nothing else. */
        heard: Type.Array(Type.String({ minLength: 3 })),
        /** Words that are known only where letters stand in them. */
        lettered: Type.Array(Type.String({ minLength: 2 })),
      },
      { additionalProperties: false },
    ),
    /** Lists that patterns name in braces. */
    words: Type.Record(Type.String(), Type.String()),
    concepts: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          /** Plain words of one sense, between bars: the models read texts by them too. */
          words: Type.String({ minLength: 1 }),
          /** Where such a word is a trace of danger: what it comes to when the models are sure. */
          becomes: Type.Optional(Type.Enum(['crisis', 'high'])),
          why: Type.Optional(Type.String()),
          /** Ordinary enough that the models must be surer. */
          soft: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
    ),
    /** Idioms that only sound like danger; each masks its own span and nothing else. */
    exceptions: Patterns,
    frames: Type.Object(
      {
        /** Words of a report, a drill, a notice. */
        report: Patterns,
        /** Words of a film, a song, the news. */
        tale: Patterns,
        /** Those of whom a report tells. */
        strangers: Patterns,
        /** What is over or only played: it quietens even a cry for help. */
        over: Patterns,
        /** Words of long ago: what somebody else did then calls nobody … */
        past: Patterns,
        /** … unless one of these says that it may come again. */
        again: Patterns,
        /** … or what is said of it is of today. */
        now: Patterns,
        /** How such a tale goes on, without saying again of whom. */
        saved: Patterns,
        /** Words of those who retire, move or travel: a farewell of theirs is no sign by itself. */
        leaving: Patterns,
      },
      { additionalProperties: false },
    ),
    /** What stands before a sign and says that it is not so. */
    denials: Patterns,
    families: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          /** `weak`: one asks, two are one strong sign. `faint`: ordinary unless the models say otherwise. */
          level: Type.Enum(['crisis', 'high', 'weak', 'faint']),
          /** What a weak or faint sign is, once it is borne out. */
          becomes: Type.Optional(Type.Enum(['crisis', 'high'])),
          /** In words, for the one who reads the flag. */
          why: Type.String(),
          patterns: Patterns,
        },
        { additionalProperties: false },
      ),
    ),
    /** What a text is about, beside danger to life. */
    categories: Type.Array(
      Type.Object(
        {
          id: Type.Enum([
            'self_harm',
            'distress',
            'illness',
            'hardship',
            'bullying',
            'wronged',
            'leave_post',
            'misconduct',
          ]),
          why: Type.String(),
          /** Words that make it grave: a human on the same day. */
          grave: Type.Array(Type.String({ minLength: 1 })),
          /** Words that speak for it, beside what the models say. */
          signs: Type.Array(Type.String({ minLength: 1 })),
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
