import type { Detail } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import { annualEntitlement, type LeaveTable } from '../leave/rules.ts'
import type { BalanceRow } from './balances.ts'

/** What a balances file is held against: whom it is about, and the rules of leave. */
export interface Law {
  readonly people: ReadonlyMap<string, Person>
  readonly table: Pick<LeaveTable, 'entitlement' | 'carry_over'>
}

/**
 * Numbers of one row above what the law gives at most: of the year its own leave as it is on its last day (条例 art. 3;
 * 企业办法 art. 3), and of what came over the leave of the year before, where the unit carries over at all (条例 art. 5).
 * For whom the law's number is not known nothing is questioned.
 */
export function aboveLaw(
  { people, table }: Law,
  line: number,
  { userid, year, annual, carry }: BalanceRow,
): Detail[] {
  const person = people.get(userid)
  if (!person) return []
  const given = (of: number) => annualEntitlement(table.entitlement, person, `${of}-12-31`)
  const before = table.carry_over.years > 0 ? given(year - 1) : 0
  return [
    ...questioned(`${line} annual`, annual, given(year), 'above_law'),
    ...questioned(`${line} carry`, carry, before, 'above_carry'),
  ]
}

function questioned(
  where: string,
  said: number | null,
  most: number | null,
  rule: 'above_law' | 'above_carry',
): Detail[] {
  if (said === null || most === null || said <= most) return []
  return [{ where, rule, values: { value: said / 2, max: most / 2 } }]
}
