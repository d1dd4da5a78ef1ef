import { Type } from 'typebox'

const closed = { additionalProperties: false }

/** Half a day, as every route about leave takes it. */
export const Half = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}[ap]$',
  description: 'Half-day, such as 2026-11-24a',
})

/** A journey out of the city that a leave tells of. */
export const Trip = Type.Object(
  {
    area: Type.Enum(['province', 'country'], { description: 'Where to; abroad is approved elsewhere' }),
    city: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  },
  closed,
)
