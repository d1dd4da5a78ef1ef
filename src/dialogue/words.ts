import { type Static, Type } from 'typebox'

/** How values are written out, from `flows/_words.yaml`. */
export const WordsFile = Type.Object(
  {
    schema: Type.Integer(),
    words: Type.Object(
      {
        /** `{month} {day} {weekday}` */
        date: Type.String(),
        /** With `{year}`, where it is not this year. */
        date_year: Type.String(),
        /** A date without its weekday. */
        day: Type.String(),
        day_year: Type.String(),
        /** A day of the month just named. */
        day_only: Type.String(),
        weekdays: Type.Array(Type.String(), { minItems: 7, maxItems: 7 }),
        halves: Type.Object({ a: Type.String(), p: Type.String() }),
        /** `{date}{half}` */
        half_day: Type.String(),
        /** `{from}{to}` */
        span: Type.String(),
        /** Two whole days: `{from}{to}{weekdays}` */
        two_days: Type.String(),
        money: Type.String(),
        files: Type.String(),
        pieces: Type.String(),
        weeks: Type.String(),
        months: Type.String(),
        /** A day and what was worked on it: `{date}{hours}` */
        shift: Type.String(),
        share: Type.String(),
        /** Words for an end of work that name no hour; `at` (`HH:MM`) is what is offered, as `label` says it. */
        vague_ends: Type.Array(
          Type.Object(
            {
              words: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
              at: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
              label: Type.String(),
            },
            { additionalProperties: false },
          ),
        ),
        and: Type.String(),
        comma: Type.String(),
        yes: Type.String(),
        no: Type.String(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type Words = Static<typeof WordsFile>['words']
