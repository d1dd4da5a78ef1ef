import type { LeaveTable } from './table.ts'

/** What a month of sick leave is paid, in percent. @param month of the absence, from 1; 国发〔1981〕52号 art. 2 */
export function sickPayPercent(table: LeaveTable['sick_pay'], month: number, workYears: number): number {
  const row = table.find(({ through_month }) => month <= through_month) ?? table.at(-1)
  if (!row) return 100
  return workYears >= 10 ? row.from_ten_years : row.below_ten_years
}

/**
 * What is paid on top of the salary for annual leave that work did not allow, in 分, rounded to the nearest: 300 % of
 * a day's pay, of which the salary holds 100 already; a day's pay is the year's ÷ 261 (人事部令9号 art. 7–8). Whoever
 * did not want what was arranged gets his normal pay alone (art. 9).
 * @param yearPay a year's pay in 分
 */
export function unusedLeavePay(
  table: LeaveTable['unused_pay'],
  about: { yearPay: number; halfDays: number; because: 'work' | 'own_wish' },
): number {
  if (about.because === 'own_wish') return 0
  const percent = table.percent - table.contained_percent
  return Math.round((about.yearPay * percent * about.halfDays) / (table.days_of_a_year * 100 * 2))
}
