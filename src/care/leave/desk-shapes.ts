import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type HalfDay, isDate, isHalfDay } from '../../kernel/half-day.ts'
import { TRIP } from '../away/desk-shapes.ts'
import type { LeaveTable } from './rules.ts'

/** A journey out of the city that a leave tells of. */
export const Trip = Type.Object(
  {
    ...TRIP,
    area: Type.Enum(['province', 'country', 'abroad'], {
      description: 'Where to; abroad only once 因私出国（境） was granted: HR decides last and looks',
    }),
  },
  { additionalProperties: false },
)

/** @throws Fault INPUT_INVALID for a kind that the table does not have, naming those that it has */
export function checkKind({ kinds }: Pick<LeaveTable, 'kinds'>, kind: string): void {
  if (Object.hasOwn(kinds, kind)) return
  const values = { options: Object.keys(kinds).join(', ') }
  throw new Fault('INPUT_INVALID', { details: [{ where: 'kind', rule: 'one_of', values }] })
}

/** By when a certificate comes that was not there at once. */
export const ProofBy = Type.Optional(
  Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
    description:
      'With `office`, where a certificate is owed: by when it comes, as was agreed. Of one’s own the table says it',
  }),
)

/** @throws Fault INPUT_INVALID for a day that does not exist */
export function spanOf({ from, to }: { from: string; to: string }): { from: HalfDay; to: HalfDay } {
  return { from: halfOf('from', from), to: halfOf('to', to) }
}

/** @throws Fault INPUT_INVALID for a day that does not exist */
export function halfOf(where: string, text: string): HalfDay {
  if (!isHalfDay(text)) throw new Fault('INPUT_INVALID', { details: [{ where, rule: 'date' }] })
  return text
}

/** @throws Fault INPUT_INVALID for a day that does not exist */
export function dayOf<Day extends string | undefined>(where: string, text: Day): Day {
  if (text !== undefined && !isDate(text))
    throw new Fault('INPUT_INVALID', { details: [{ where, rule: 'date' }] })
  return text
}
