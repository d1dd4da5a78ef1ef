import { formatDate, formatDays } from '../../dialogue/format.ts'
import type { CareContext } from '../../runtime/context.ts'
import { OVERTIME } from '../overtime/policy.ts'
import { missingInWords } from './explain-words.ts'
import { holdingsOf } from './holdings.ts'
import { LEAVE } from './policy.ts'
import { sickPayWords, sickWords } from './policy-words.ts'
import { kindRule, maternityDays, risesIn, tableFor, unusedPayTable } from './rules.ts'

/** What may be asked of annual leave and of comp-days. */
export const ASPECTS = ['days', 'carry', 'pay', 'lost', 'women'] as const
export type Aspect = (typeof ASPECTS)[number]

/**
 * What the rule tables say of a kind of leave, to the one who asks, by his own staff type, with where it stands; where
 * there is no table it says to ask HR and shows no number.
 * @param aspect of annual leave and comp-days; null = what matters most of each
 */
export async function policyAnswer(
  context: CareContext,
  kind: string,
  aspect: Aspect | null,
): Promise<string> {
  const parts = await (OWN[kind] ?? leaveKind)(context, { kind, aspects: aspect ? [aspect] : IN_SHORT })
  return parts.join('')
}

const IN_SHORT: readonly Aspect[] = ['days', 'carry', 'pay']

interface Asked {
  readonly kind: string
  readonly aspects: readonly Aspect[]
}

type Say = (context: CareContext, asked: Asked) => Promise<string[]>

const OWN: Readonly<Record<string, Say>> = {
  annual,
  comp,
  sick,
  personal,
  maternity,
  home_visit: homeVisit,
  nursing,
  absent,
  rest: async ({ tools }) => [tools.text('policy_rest')],
}

async function annual(context: CareContext, { aspects }: Asked): Promise<string[]> {
  const { tools, person } = context
  const { text } = tools
  const table = tools.policy(LEAVE)
  const own = tableFor(table.entitlement, person.staffType)
  const pay = unusedPayTable(table.unused_pay, person.staffType)
  if (!own || !pay) {
    const why = missingInWords(tools, person.staffType === null ? 'staff_type' : 'table')
    return [text('policy_annual_unknown', { why })]
  }
  const said = {
    days: async () => [
      text('policy_annual', {
        tiers: own.tiers.map(tier => text('policy_tier', tier)).join(tools.words().comma),
        source: own.source,
      }),
      own.begins === 'next_month' ? text('policy_annual_next_month') : '',
      own.prorated ? text('policy_annual_prorated') : '',
      await mine(context),
    ],
    carry: async () => [
      table.carry_over.years > 0
        ? text('policy_carry', { source: table.carry_over.source })
        : text('policy_carry_never'),
    ],
    pay: async () => [
      text('policy_unused', {
        percent: pay.percent,
        contained: pay.contained_percent,
        day: text(`policy_day_of_${pay.per}`, { days: pay.days }),
        source: pay.source,
      }),
    ],
    lost: async () => [
      text('policy_lost', {
        personal: table.exclusions.personal.days,
        sick: sickWords(tools),
        source: table.exclusions.source,
      }),
    ],
  }
  const parts = await Promise.all(aspects.map(aspect => said[aspect === 'women' ? 'days' : aspect]()))
  return [...parts.flat(), text('policy_annual_next')]
}

/** What the law gives the one who asks in this year, and from when it is more. */
async function mine({ tx, tools, person, today }: CareContext): Promise<string> {
  const year = Number(today.slice(0, 4))
  const { entitled, missing } = (await holdingsOf(tx, person, tools, { today })).annual(year, today)
  if (entitled === null) return tools.text('policy_mine_unknown', { why: missingInWords(tools, missing) })
  const next = risesIn(tools.policy(LEAVE).entitlement, person, year).find(({ from }) => from > today)
  const rises = next && {
    date: formatDate(next.from, tools.words(), today),
    days: formatDays(next.halfDays),
  }
  return tools.text('policy_mine', {
    days: formatDays(entitled),
    rises: rises ? tools.text('policy_rises', rises) : '',
  })
}

async function comp({ tools, person }: CareContext, { aspects }: Asked): Promise<string[]> {
  const { text } = tools
  const { women } = tools.policy(LEAVE)
  const { hours_per_day, unit_days, most_days, expiry } = tools.policy(OVERTIME)
  const [[span, length] = []] = Object.entries(expiry)
  const forWomen = text('policy_women_overtime', {
    pregnant: women.pregnant_months,
    nursing: women.nursing_months,
    source: women.source,
  })
  const said = {
    days: [
      text('policy_comp', { hours: hours_per_day, unit_hours: hours_per_day * unit_days, unit: unit_days }),
      person.sex === '女' ? forWomen : '',
    ],
    carry: [
      span ? text(`policy_comp_lapse_${span}`, { length: Number(length) }) : text('policy_comp_stays'),
      most_days > 0 ? text('policy_comp_most', { days: most_days }) : '',
    ],
    pay: [overtimePay(tools, person.staffType)],
    lost: [text('policy_comp_kept')],
    women: [forWomen],
  }
  return [...aspects.flatMap(aspect => said[aspect]), text('policy_comp_next')]
}

/** Time off or multiples of the wage, by who one is; that HR knows, where there is no table. */
function overtimePay({ text, policy }: CareContext['tools'], staffType: string | null): string {
  const { overtime_pay, overtime_wage } = policy(LEAVE)
  const holds = ({ staff }: { staff: readonly string[] }) => staffType !== null && staff.includes(staffType)
  if (holds(overtime_pay)) return text('policy_overtime_pay', { source: overtime_pay.source })
  if (!holds(overtime_wage)) return text('policy_overtime_pay_unknown')
  const { staff, ...told } = overtime_wage
  return text('policy_overtime_wage', told)
}

/** A kind that has a number of days, as its table says it. */
async function leaveKind({ tools }: CareContext, { kind }: Asked): Promise<string[]> {
  const { most, amounts = {}, source = '' } = kindRule(tools.policy(LEAVE), kind)
  return [tools.text(`policy_${kind}`, { most: most?.days ?? 0, source, ...amounts }), next(tools, kind)]
}

async function sick({ tools, person, today }: CareContext): Promise<string[]> {
  const { proof } = kindRule(tools.policy(LEAVE), 'sick')
  const papers =
    proof &&
    tools.text('policy_sick', { after: proof.more_than_half_days / 2, within: proof.within_workdays })
  return [papers ?? '', sickPayWords(tools, person, today), next(tools, 'sick')]
}

async function personal({ tools }: CareContext): Promise<string[]> {
  const { days } = tools.policy(LEAVE).exclusions.personal
  return [tools.text('policy_personal', { days }), next(tools, 'personal')]
}

async function maternity({ tools }: CareContext): Promise<string[]> {
  const table = tools.policy(LEAVE)
  const { amounts = {}, source = '' } = kindRule(table, 'maternity')
  const first_total = maternityDays(table, { child: 1 })
  const further_total = maternityDays(table, { child: 2 })
  return [
    tools.text('policy_maternity', { ...amounts, first_total, further_total, source }),
    next(tools, 'maternity'),
  ]
}

async function homeVisit(context: CareContext, asked: Asked): Promise<string[]> {
  const { staff = [] } = kindRule(context.tools.policy(LEAVE), asked.kind)
  const { staffType } = context.person
  if (staffType === null || !staff.includes(staffType))
    return [context.tools.text('policy_home_visit_unknown')]
  return leaveKind(context, asked)
}

async function nursing({ tools }: CareContext): Promise<string[]> {
  const { source, ...numbers } = tools.policy(LEAVE).women
  return [tools.text('policy_nursing', { ...numbers, source })]
}

async function absent({ tools, person }: CareContext): Promise<string[]> {
  const { staff, source, in_a_row, in_a_year } = tools.policy(LEAVE).absence
  const known = person.staffType !== null && staff.includes(person.staffType)
  return [
    known
      ? tools.text('policy_absent', { in_a_row, in_a_year, source })
      : tools.text('policy_absent_unknown'),
    tools.text('policy_absent_next'),
  ]
}

/** How to ask for it. */
function next({ text }: CareContext['tools'], kind: string): string {
  return text('policy_next', { kind: text(`kind_${kind}`) })
}
