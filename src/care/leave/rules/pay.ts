import type { LeaveTable } from './table.ts'

/**
 * What a month of sick leave is paid, in percent of the salary: 国发〔1981〕52号 art. 2. For information; HR pays.
 * @param about `month` of the absence, from 1; `workYears` completed
 * @returns null for whom there is no table
 */
export function sickPayPercent(
  { staff, months }: LeaveTable['sick_pay'],
  about: { staffType: string | null; month: number; workYears: number },
): number | null {
  if (about.staffType === null || !staff.includes(about.staffType)) return null
  const row = months.find(({ through_month }) => about.month <= through_month) ?? months.at(-1)
  if (!row) return null
  return about.workYears >= 10 ? row.from_ten_years : row.below_ten_years
}

/**
 * What sick leave within the 医疗期 is paid at the least, in percent of the least wage of the place, for whom a labour
 * contract binds: 劳部发〔1995〕309号 art. 59. For information; the unit's own rule says how much.
 * @returns null for whom it is not written
 */
export function leastSickPay(
  { staff, percent }: LeaveTable['sick_pay_least'],
  staffType: string | null,
): number | null {
  return staffType !== null && staff.includes(staffType) ? percent : null
}

/** How annual leave not taken is paid, by staff type; null where there is no table. */
export function unusedPayTable(
  tables: LeaveTable['unused_pay'],
  staffType: string | null,
): LeaveTable['unused_pay'][number] | null {
  return tables.find(({ staff }) => staffType !== null && staff.includes(staffType)) ?? null
}

/**
 * What is paid on top of the salary for annual leave that work did not allow, in 分, rounded to the nearest: 300 % of
 * a day's pay, of which the salary holds 100 already. A day's pay is the year's ÷ 261 (人事部令9号 art. 7–8) or the
 * month's ÷ 21.75 (企业办法 art. 10–11). Whoever did not want what was arranged gets his normal pay alone (art. 9, 10).
 * For information; HR pays.
 * @param about `pay`: in 分, of a year or a month as the table's `per` says
 * @returns null for whom there is no table
 */
export function unusedLeavePay(
  tables: LeaveTable['unused_pay'],
  about: { staffType: string | null; pay: number; halfDays: number; because: 'work' | 'own_wish' },
): number | null {
  const table = unusedPayTable(tables, about.staffType)
  if (!table) return null
  if (about.because === 'own_wish') return 0
  const percent = table.percent - table.contained_percent
  return Math.round((about.pay * percent * about.halfDays) / (table.days * 100 * 2))
}
