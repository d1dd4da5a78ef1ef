import type { Calendar } from '../../../kernel/calendar.ts'
import type { EpochDay } from '../../calendar/epoch-day.ts'
import type { Day } from '../scan/token.ts'
import { monday } from './resolve-day.ts'
import { type Found, type Scope, single } from './scope.ts'
import { dayAfter, nthWorkday, outward } from './workdays.ts'

/** Days outward from a holiday: 国庆前一天, 节后第一天. */
export function flankOf(day: Extract<Day, { is: 'flank' }>, core: Found, calendar: Calendar): Found {
  const edge = day.side === 1 ? core.to + 1 : core.from - 1
  if (day.unit === 'week') return weekBeside(day, edge, calendar)
  const found = outward(calendar, edge, day.side, day.first, day.count ?? 1, day.unit)
  return { ...found, consulted: core.consulted === true || found.consulted === true }
}

/** 元旦后第一周: what is left of the week in which work begins again, or the whole weeks after it. */
function weekBeside(
  { side, first }: Extract<Day, { is: 'flank' }>,
  edge: EpochDay,
  calendar: Calendar,
): Found {
  const worked = nthWorkday(calendar, edge, 1, side)
  const start = monday(worked) + 7 * side * (first - 1)
  const [from, to] = [start, start + 6]
  if (first > 1) return { from, to, consulted: true }
  return side === 1 ? { from: worked, to, consulted: true } : { from, to: worked, consulted: true }
}

const MINUTES_A_DAY = 24 * 60

/** 三天后, 两周前, 周五前一天, 两小时后. */
export function shiftFrom({ side, length }: Extract<Day, { is: 'shift' }>, base: Found, scope: Scope): Found {
  const fuzzy = length.fuzzy
  const amount = side * length.amount
  if (length.unit === 'hour' || length.unit === 'minute') {
    const minute = scope.minute + Math.round(length.unit === 'hour' ? amount * 60 : amount)
    const days = Math.floor(minute / MINUTES_A_DAY)
    return { ...single(scope.ref + days), fuzzy, minute: minute - days * MINUTES_A_DAY }
  }
  if (length.unit === 'workday') {
    const at = nthWorkday(scope.calendar, base.from + side, Math.ceil(length.amount), side)
    return { ...single(at), fuzzy, consulted: true }
  }
  return { ...single(dayAfter(base.from, { ...length, amount })), fuzzy }
}

/** 未来一周 begins tomorrow, 最近三天 ends today; the other way of counting is the second reading. */
export function resolveRun(
  { side, length, today }: Extract<Day, { is: 'run' }>,
  { ref }: Scope,
): Found | null {
  if (length.unit === 'hour' || length.unit === 'minute') return null
  const last = dayAfter(ref, { ...length, amount: side * length.amount }) // with tomorrow or yesterday as the first
  const excluding = side === 1 ? ([ref + 1, last] as const) : ([last, ref - 1] as const)
  const including = [excluding[0] - side, excluding[1] - side] as const
  const [[from, to], alt] = today ? [including, excluding] : [excluding, including]
  return { from, to, alt, fuzzy: length.fuzzy }
}
