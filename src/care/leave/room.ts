import { dateOf, type HalfDay } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { chargeByYear } from './rules.ts'
import { balanceOf } from './store.ts'

/** What annual leave there is for a stretch, in half-days. */
export interface Room {
  /**
   * Left in the year that binds: the first whose leave does not suffice. Where all suffice, what the years of the
   * stretch have together. Null where no number can be shown.
   */
  readonly left: number | null
  readonly enough: boolean
  /** The year that `left` belongs to; the first of the stretch where all suffice. */
  readonly year: number
  /** Taken from that year, and from all. */
  readonly needs: number
  readonly halfDays: number
  /** Whether HR has imported an opening balance for every year of the stretch. */
  readonly checked: boolean
}

/**
 * Annual leave is given and taken by the year of each day (条例 art. 5: within one year): a stretch of next January
 * asks nothing of this year, and one over New Year asks each year for its part.
 */
export async function annualRoom(
  { tx, person, today, tools }: Pick<CareContext, 'tx' | 'person' | 'today' | 'tools'>,
  from: HalfDay,
  to: HalfDay,
): Promise<Room> {
  const charged = chargeByYear(tools.calendar, { from, to })
  const first = Number(from.slice(0, 4))
  if (charged.size === 0) charged.set(first, 0)
  const parts: { year: number; needs: number; left: number | null; checked: boolean }[] = []
  for (const [year, needs] of charged) {
    const day = year === Number(today.slice(0, 4)) ? today : year === first ? dateOf(from) : `${year}-01-01`
    const { annual, checked } = await balanceOf(tx, person, { today: day, tools })
    parts.push({ year, needs, left: annual, checked })
  }
  const halfDays = parts.reduce((sum, part) => sum + part.needs, 0)
  const checked = parts.every(part => part.checked)
  const short = parts.find(part => part.left !== null && part.left < part.needs)
  if (short) return { ...short, enough: false, halfDays, checked }
  const left = parts.reduce<number | null>(
    (sum, part) => (sum === null || part.left === null ? null : sum + part.left),
    0,
  )
  return { left, enough: true, year: parts[0]?.year ?? first, needs: halfDays, halfDays, checked }
}
