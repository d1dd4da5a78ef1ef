import { formatDate, formatDays, formatEdge, formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import type { Option } from '../../dialogue/value.ts'
import { dateOf, halfDay, halfOf } from '../../kernel/half-day.ts'
import type { Tools } from '../../runtime/context.ts'
import { chargeByYear } from '../leave/rules.ts'
import type { RestAdvice } from './rest.ts'
import type { RestRequest } from './rules.ts'

/** The ways to rest as one text: each with its weekdays, and exactly what it uses. */
export function restText(tools: Tools, { annual, comp, from, to, plans }: RestAdvice, today: string): string {
  const looked = formatSpan(halfDay(from, 'a'), halfDay(to, 'p'), tools.words(), today)
  const balance = tools.text(annual === null ? 'rest_balance_comp' : 'rest_balance', {
    annual: formatDays(Math.max(0, annual ?? 0)),
    comp: formatDays(comp),
  })
  if (plans.length === 0) return balance + tools.text('rest_none', { looked })
  return [
    balance,
    ...plans.map((plan, n) =>
      tools.text('rest_plan', {
        number: n + 1,
        aim: tools.text(`rest_${plan.aim}`),
        span: formatSpan(halfDay(plan.from, 'a'), halfDay(plan.to, 'p'), tools.words(), today),
        days: plan.days,
        used: plan.used,
        what: plan.requests.map(request => partOf(tools, request, today)).join(tools.text('rest_and')),
      }),
    ),
    ...(plans.some(({ provisional }) => provisional) ? [tools.text('rest_provisional')] : []),
    ...(plans.some(({ requests }) => requests.length > 1) ? [tools.text('rest_several')] : []),
  ].join('\n')
}

/** A button for each way; its value is what the leave form is told: the first leave of it. */
export function restOptions(tools: Tools, { plans }: RestAdvice, today: string): Option[] {
  return plans.flatMap(({ from, to, days, requests: [first] }) => {
    if (!first) return []
    const span = formatSpan(halfDay(from, 'a'), halfDay(to, 'p'), tools.words(), today)
    return [{ label: tools.text('rest_option', { span, days }), value: wishFor(tools, first, today) }]
  })
}

/** “请年假，9月28日（周一）到9月30日（周三）”: what opens the form with these days filled in. */
export function wishFor(
  tools: Tools,
  { account, from, to }: Pick<RestRequest, 'account' | 'from' | 'to'>,
  today: string,
): string {
  const kind = tools.text(`kind_${account}`)
  if (dateOf(from) === dateOf(to))
    return halfOf(from) === halfOf(to)
      ? tools.text('rest_wish_half', { kind, from: formatHalfDay(from, tools.words(), today) })
      : tools.text('rest_wish_day', { kind, from: formatDate(dateOf(from), tools.words(), today) })
  return tools.text('rest_wish', {
    kind,
    from: formatEdge(from, 'start', tools.words(), today),
    to: formatEdge(to, 'end', tools.words(), today),
  })
}

/** Of leave over New Year it is said how much the next year gives. */
function partOf(tools: Tools, { account, from, to, halfDays }: RestRequest, today: string): string {
  const years = account === 'annual' ? [...chargeByYear(tools.calendar, { from, to })] : []
  const [year, ofLast] = years.length > 1 ? (years.at(-1) ?? [0, 0]) : [0, 0]
  return tools.text('rest_part', {
    kind: tools.text(`kind_${account}`),
    days: formatDays(halfDays),
    span: formatSpan(from, to, tools.words(), today),
    part: ofLast > 0 ? tools.text('leave_part', { days: formatDays(ofLast), year }) : '',
  })
}
