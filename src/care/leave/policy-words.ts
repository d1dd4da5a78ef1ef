import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { LEAVE } from './policy.ts'
import { completedYears, leastSickPay } from './rules.ts'

type Say = Pick<Tools, 'text' | 'words' | 'policy'>

/** Months of sick leave that take annual leave away: “工作不满10年的2个月，…”. */
export function sickWords(tools: Say): string {
  const { sick } = tools.policy(LEAVE).exclusions
  const row = (years: number, months: number, i: number) => {
    const from = sick[i - 1]?.below_years
    if (from === undefined) return tools.text('policy_lost_below', { years, months })
    const last = i === sick.length - 1
    return tools.text(last ? 'policy_lost_from' : 'policy_lost_between', { from, years, months })
  }
  return sick.map(({ below_years, months }, i) => row(below_years, months, i)).join(tools.words().comma)
}

/**
 * What sick leave is paid, by one's own years of work, or at the least where the unit's own rule says how much; that HR
 * knows, where there is no table or no start of work.
 */
export function sickPayWords(tools: Say, person: Person, today: string): string {
  const table = tools.policy(LEAVE)
  const percent = leastSickPay(table.sick_pay_least, person.staffType)
  if (percent !== null)
    return tools.text('policy_sick_pay_least', { percent, source: table.sick_pay_least.source })
  const { staff, months, source } = table.sick_pay
  if (person.staffType === null || !staff.includes(person.staffType) || person.workStart === null)
    return tools.text('policy_sick_pay_unknown')
  const long = completedYears(person.workStart, today, 'same_day') >= 10
  const paid = months.map(row => ({
    last: row.through_month,
    percent: long ? row.from_ten_years : row.below_ten_years,
  }))
  // Months that are paid alike are told together.
  const rows = paid.filter(({ percent }, i) => percent !== paid[i + 1]?.percent)
  const parts = rows.map(({ last, percent }, i) =>
    i === rows.length - 1
      ? tools.text('policy_sick_pay_from', { first: (rows[i - 1]?.last ?? 0) + 1, percent })
      : tools.text('policy_sick_pay_months', { last, percent }),
  )
  return tools.text('policy_sick_pay', { parts: parts.join(tools.words().comma), source })
}
