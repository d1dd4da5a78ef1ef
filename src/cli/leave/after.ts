import { dueBack, isProvisional, kindRule, overdueHalfDays, returnedAt } from '../../care/leave/rules.ts'
import { dateOf, type HalfDay, halfOf } from '../../kernel/half-day.ts'
import { type Given, inDays } from './given.ts'
import { UNKNOWN_CALENDAR } from './request.ts'
import type { Rules } from './rules.ts'

/** What an approved leave has used, and what it gives back, once it is withdrawn, ended early or broken off. */
export function cancel({ calendar, leave }: Rules, given: Given): object {
  const approved = given.of('approved')
  const stretch = approved.stretch()
  const counting = kindRule(leave, approved.textOr('type', 'annual')).count
  const event = given.of('event')
  const at = event.has('at') ? event.half('at') : stretch.from
  const { used, refund } = returnedAt(calendar, counting, stretch, at)
  return { used: inDays(used), refund: inDays(refund) }
}

/** When work begins again. */
export function dueBackOf({ calendar }: Rules, given: Given): object {
  const due = dueBack(calendar, given.half('leave_end', 'end'))
  if (isProvisional(calendar, { from: due, to: due })) return { due: null, reason: UNKNOWN_CALENDAR }
  return { due: shown(due) }
}

/** How late somebody is, in working days. */
export function overdue({ calendar }: Rules, given: Given): object {
  const end = given.half('leave_end', 'end')
  const back = given.has('back') ? given.half('back') : given.half('as_of')
  return { due: shown(dueBack(calendar, end)), days: inDays(overdueHalfDays(calendar, end, back)) }
}

function shown(half: HalfDay): object {
  return { date: dateOf(half), half: halfOf(half) === 'a' ? 'AM' : 'PM' }
}
