import { Type } from 'typebox'

/** Half a day, as every route about leave and journeys takes it. */
export const Half = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}[ap]$',
  description: 'Half-day, such as 2026-11-24a',
})

/** Where a journey out of the city goes. */
export const TRIP = {
  area: Type.Enum(['province', 'country'], {
    description: 'Where to; abroad takes a leave, and is granted elsewhere',
  }),
  city: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
}
