import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
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
