import { completedYears } from './entitlement.ts'
import { kindRule } from './kinds.ts'
import type { LeaveTable } from './table.ts'

/** What the roster knows of somebody; null where it does not, and then nothing is refused for it. */
export interface Asker {
  readonly staffType: string | null
  readonly sex: string | null
  /** Start of 工作年限, `YYYY-MM-DD`. */
  readonly workStart: string | null
}

/** Why a kind is not for somebody. */
export type NotEntitled = 'staff' | 'sex' | 'work_years'

/**
 * Whether a kind is for somebody at all: by staff type (国发〔1981〕36号 art. 2 names whom 探亲假 is for), by who gives
 * birth (女职工劳动保护特别规定 art. 7, 浙江省人口与计划生育条例 art. 22), and by years of work (36号 art. 2).
 * @param from the first day of the leave; null = not said yet, and years of work are not judged
 * @returns null where nothing stands against it
 */
export function notEntitled(
  table: Pick<LeaveTable, 'kinds'>,
  kind: string,
  who: Asker,
  from: string | null,
): NotEntitled | null {
  const { staff, sex, work_years } = kindRule(table, kind)
  if (staff && who.staffType !== null && !staff.includes(who.staffType)) return 'staff'
  if (sex && who.sex !== null && who.sex !== sex) return 'sex'
  if (work_years === undefined || who.workStart === null || from === null) return null
  return completedYears(who.workStart, from, 'same_day') < work_years ? 'work_years' : null
}
