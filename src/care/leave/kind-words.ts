import { formatDays } from '../../dialogue/format.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Tools } from '../../runtime/context.ts'
import { LEAVE } from './policy.ts'
import { kindRule, type NotEntitled, proofDue } from './rules.ts'

/** The notices of this file, with what each is told. A kind that has none of its own is spoken of in general. */
export const KIND_NOTICES = {
  not_entitled_staff: ['kind', 'staff', 'own', 'source'],
  not_entitled_work_years: ['kind', 'years', 'source'],
  not_entitled_sex: ['kind'],
  not_entitled_maternity: ['kind'],
  not_entitled_miscarriage: ['kind'],
  not_entitled_prenatal: ['kind'],
  not_entitled_paternity: ['kind'],
  condition_marriage: ['kind', 'within_months', 'longer_months'],
  condition_prenatal: ['kind', 'source'],
  condition_childcare: ['kind', 'until_years'],
  condition_parent_care: ['kind', 'from_age'],
  condition_home_visit: ['kind'],
  depends: ['kind', 'checks'],
  depends_maternity: ['kind', 'checks', 'base', 'first_child'],
  depends_miscarriage: ['kind', 'checks', 'early', 'late', 'late_from_month'],
  depends_home_visit: ['kind', 'checks', 'spouse', 'unmarried', 'unmarried_two_years', 'married'],
  papers: ['kind'],
  papers_after: ['kind', 'after'],
  rest: ['kind'],
  rest_bereavement: ['kind'],
  paper: ['kind'],
  paper_sick: ['kind'],
  paper_marriage: ['kind'],
  paper_miscarriage: ['kind'],
} as const

type Speaks = Pick<Tools, 'text' | 'policy' | 'words'>

/** Why a kind is not for somebody, and what he can do. @param staffType his, as the roster has it */
export function notForYou(tools: Speaks, staffType: string | null, kind: string, why: NotEntitled): string {
  const { staff = [], work_years = 0, source = '' } = kindRule(tools.policy(LEAVE), kind)
  if (why === 'sex') return say(tools, 'not_entitled', kind, {}, 'not_entitled_sex')
  const values = { staff: staff.join(tools.words().and), own: staffType ?? '', years: work_years, source }
  return tools.text(`not_entitled_${why}`, { kind: nameOf(tools, kind), ...values })
}

/** For whom a kind is, where the roster cannot tell; '' where it can, or where it is for everybody. */
export function conditionOf(tools: Speaks, kind: string): string {
  const { amounts = {}, source = '' } = kindRule(tools.policy(LEAVE), kind)
  return `condition_${kind}` in KIND_NOTICES ? say(tools, 'condition', kind, { ...amounts, source }) : ''
}

/** On what the days beyond those depend that everybody has. @param checks who looks at them, in words */
export function dependsOn(tools: Speaks, kind: string, checks: string): string {
  return say(tools, 'depends', kind, { ...kindRule(tools.policy(LEAVE), kind).amounts, checks })
}

/** What is wished to somebody whose leave was agreed to. */
export function restWords(tools: Speaks, kind: string): string {
  return say(tools, 'rest', kind, {})
}

/** When a kind takes a certificate, what that is called, and by when it is to be brought where it is asked for today. */
export function papersOf(
  tools: Speaks & Pick<Tools, 'calendar'>,
  { kind, from }: { readonly kind: string; readonly from: HalfDay },
  today: string,
): { of: string; paper: string; by: string } {
  const table = tools.policy(LEAVE)
  const after = kindRule(table, kind).proof?.more_than_half_days ?? 0
  const about = { kind: nameOf(tools, kind), after: formatDays(after) }
  return {
    of: tools.text(after > 0 ? 'papers_after' : 'papers', about),
    paper: say(tools, 'paper', kind, {}),
    by: proofDue(table, { kind, from }, today, tools.calendar) ?? today,
  }
}

function say(
  tools: Speaks,
  notice: string,
  kind: string,
  values: Readonly<Record<string, number | string>>,
  otherwise = notice,
): string {
  const own = `${notice}_${kind}`
  return tools.text(own in KIND_NOTICES ? own : otherwise, { kind: nameOf(tools, kind), ...values })
}

function nameOf({ text }: Speaks, kind: string): string {
  return text(`kind_${kind}`)
}
