import { addDays, dateOf } from '../../../kernel/half-day.ts'
import type { Stretch } from './counting.ts'
import { accountOf } from './kinds.ts'
import type { LeaveTable } from './table.ts'

/** When and by whom leave is asked for. */
export interface Asked {
  readonly today: string
  /** HR does it for somebody, and has said why: a telephone call, a form on paper. */
  readonly office: boolean
  /** Somebody is off post (离岗休养) on a day of it. */
  readonly offPost: boolean
}

/** Why leave cannot be asked for any more, or need not be. */
export type Untimely = 'OFF_POST' | 'YEAR_OVER' | 'TOO_OLD'

/**
 * Whether leave can be asked for on a day. Who is off post needs none and would lose days for nothing. Annual leave of
 * a year is over with the years that it may come over to (条例 art. 5), for HR as well. Of what is longer gone than
 * `filing.within_days` HR alone keeps the books, with a reason.
 * @returns null where nothing stands against it
 */
export function untimely(
  table: Pick<LeaveTable, 'kinds' | 'carry_over' | 'filing'>,
  { kind, from }: Stretch & { readonly kind: string },
  { today, office, offPost }: Asked,
): Untimely | null {
  if (offPost) return 'OFF_POST'
  if (dateOf(from) >= addDays(today, -table.filing.within_days)) return null
  const lapsed = Number(from.slice(0, 4)) + table.carry_over.years < Number(today.slice(0, 4))
  if (accountOf(table, kind) === 'annual' && lapsed) return 'YEAR_OVER'
  return office ? null : 'TOO_OLD'
}
