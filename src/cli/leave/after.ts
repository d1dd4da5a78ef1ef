import {
  countHalfDays,
  dueBack,
  isProvisional,
  kindRule,
  overdueHalfDays,
  returnedAt,
} from '../../care/leave/rules.ts'
import { dateOf, type HalfDay, halfOf } from '../../kernel/half-day.ts'
import { type Given, inDays } from './given.ts'
import { UNKNOWN_CALENDAR } from './request.ts'
import type { Rules } from './rules.ts'

/** What an approved leave has used, and what it gives back, once it is withdrawn, ended early or broken off. */
export function cancel({ calendar, leave }: Rules, given: Given): object {
  const approved = given.of('approved')
  const stretch = approved.stretch()
  const said = given.textOr('counting', null)
  const counting =
    said === 'workday' || said === 'natural' ? said : kindRule(leave, approved.textOr('type', 'annual')).count
  const event = given.of('event')
  const first = event.first('from', 'start')
  const last = event.first('to', 'end')
  if (first && last) {
    // Called in for a part of it, or a part withdrawn: that part comes back, the rest stays.
    const part = { from: event.half(first), to: event.half(last, 'end') }
    const back = [
      part.from > stretch.from ? part.from : stretch.from,
      part.to < stretch.to ? part.to : stretch.to,
    ]
    const [from = stretch.from, to = stretch.to] = back
    const refund = countHalfDays(calendar, counting, { from, to })
    return { used: inDays(countHalfDays(calendar, counting, stretch) - refund), refund: inDays(refund) }
  }
  const at = event.first('at', 'back', 'on', 'date')
  const { used, refund } = returnedAt(calendar, counting, stretch, at ? event.half(at) : stretch.from)
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
  return { due: shown(dueBack(calendar, end)), days: inDays(overdueHalfDays(calendar, end, back).length) }
}

function shown(half: HalfDay): object {
  return { date: dateOf(half), half: halfOf(half) === 'a' ? 'AM' : 'PM' }
}
