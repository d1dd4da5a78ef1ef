import { addDays } from '../../../kernel/half-day.ts'
import type { LeaveTable } from './table.ts'

/** What of somebody decides how much annual leave there is. */
export interface Worker {
  /** Start of 工作年限, `YYYY-MM-DD`; null = not known. */
  readonly workStart: string | null
  /** The roster's `staff_type`. */
  readonly staffType: string | null
  /** First day in this unit, where it is known; only staff whose leave is prorated need it. */
  readonly joined?: string | null
}

type Table = LeaveTable['entitlement'][number]

/**
 * Annual leave of the year of `asOf`, as it stands on that day, in half-days. A rise within the year gives the new
 * number, of which what was taken is subtracted: 条例 art. 3; 人事部令9号 art. 2.
 * @returns null where the staff type has no table or the start of work is not known: then no number is shown
 */
export function annualEntitlement(
  tables: LeaveTable['entitlement'],
  worker: Worker,
  asOf: string,
): number | null {
  const table = tableFor(tables, worker.staffType)
  if (!table || worker.workStart === null) return null
  const years = completedYears(worker.workStart, asOf, table.begins)
  const days = table.tiers.findLast(tier => years >= tier.years)?.days ?? 0
  return 2 * (table.prorated ? joiningPart(days, worker.joined ?? null, asOf) : days)
}

/** The table for a staff type; null where there is none. */
export function tableFor(tables: LeaveTable['entitlement'], staffType: string | null): Table | null {
  return tables.find(({ staff }) => staffType !== null && staff.includes(staffType)) ?? null
}

/**
 * Years of work that count on a day. A year is completed on the day with the number of the first, or on the last of
 * a month that has none (民法典 art. 202), and counts at once or from the next month (人事部令9号 art. 2).
 */
export function completedYears(
  workStart: string,
  asOf: string,
  begins: Table['begins'] = 'next_month',
): number {
  // The first day by which it must be over: after the 28th of February of a common year that is the 1st of March.
  const after = begins === 'next_month' ? `${asOf.slice(0, 7)}-01` : addDays(asOf, 1)
  const years = Number(after.slice(0, 4)) - Number(workStart.slice(0, 4))
  return Math.max(0, after.slice(5) > workStart.slice(5) ? years : years - 1)
}

/** A step of the table: years of work, and the first day on which they count. */
export interface Tier {
  readonly years: number
  readonly from: string
}

/**
 * The step on which somebody stands on a day; before the first, that one, which is still to come.
 * @returns null where the staff type has no table or the start of work is not known
 */
export function tierOf(tables: LeaveTable['entitlement'], worker: Worker, asOf: string): Tier | null {
  const table = tableFor(tables, worker.staffType)
  if (!table || worker.workStart === null) return null
  const done = completedYears(worker.workStart, asOf, table.begins)
  const years = table.tiers.findLast(tier => done >= tier.years)?.years ?? table.tiers[0]?.years ?? 0
  const full = Temporal.PlainDate.from(worker.workStart).add({ years })
  const from = table.begins === 'next_month' ? full.with({ day: 1 }).add({ months: 1 }) : full
  return { years, from: from.toString() }
}

/** Days of a year in which more annual leave begins, and how much it is from then on, in half-days. */
export function risesIn(
  tables: LeaveTable['entitlement'],
  worker: Worker,
  year: number,
): { from: string; halfDays: number }[] {
  const rises: { from: string; halfDays: number }[] = []
  let before = annualEntitlement(tables, worker, `${year}-01-01`)
  if (before === null) return []
  for (let day = Temporal.PlainDate.from(`${year}-01-02`); day.year === year; day = day.add({ days: 1 })) {
    const now = annualEntitlement(tables, worker, day.toString()) ?? 0
    if (now > before) rises.push({ from: day.toString(), halfDays: now })
    before = now
  }
  return rises
}

/** 企业办法 art. 5: what is left of the year of joining ÷ 365, whole days only. */
function joiningPart(days: number, joined: string | null, asOf: string): number {
  if (joined === null || joined.slice(0, 4) !== asOf.slice(0, 4)) return days
  const first = Temporal.PlainDate.from(joined)
  const left = first.daysInYear - first.dayOfYear + 1
  return Math.floor((left * days) / 365)
}
