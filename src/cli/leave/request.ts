import {
  type Asked,
  type Asker,
  accountOf,
  type Counting,
  chargeByYear,
  countHalfDays,
  decide,
  type Free,
  isForHr,
  isProvisional,
  kindRule,
  type Leave,
  type LeaveTable,
  reservedBy,
  type Stretch,
} from '../../care/leave/rules.ts'
import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { addDays } from '../../kernel/half-day.ts'
import { type Given, inDays, NoSuchDate } from './given.ts'
import type { Rules } from './rules.ts'

/** Said of days of a year whose holidays are not published: a number would be a guess. */
export const UNKNOWN_CALENDAR = 'UNKNOWN_CALENDAR'

/** Workdays from a date to another, both included. */
export function workdays({ calendar }: Rules, given: Given): object {
  const from = given.date('from')
  const to = given.date('to')
  if (from <= to && isProvisional(calendar, { from: `${from}a`, to: `${to}p` }))
    return { workdays: null, reason: UNKNOWN_CALENDAR }
  let count = 0
  for (let date = from; date <= to; date = addDays(date, 1)) if (isWorkday(calendar, date)) count++
  return { workdays: count }
}

/** What a leave takes, by `counting` or by the kind's own. */
export function leaveDays({ calendar, leave }: Rules, given: Given): object {
  const stretch = rangeOf(given.of('request'))
  if (!stretch || stretch.from > stretch.to) return { days: null, reason: 'INVALID_RANGE' }
  const counting = countingOf(leave, given)
  if (counting === 'workday' && isProvisional(calendar, stretch))
    return { days: null, reason: UNKNOWN_CALENDAR }
  return { days: inDays(countHalfDays(calendar, counting, stretch)) }
}

/** What each year gives to a leave. */
export function charges({ calendar, leave }: Rules, given: Given): object {
  const stretch = given.of('request').stretch()
  const counting = countingOf(leave, given)
  const provisional = counting === 'workday' && isProvisional(calendar, stretch)
  if (provisional) return { charges: null, reason: UNKNOWN_CALENDAR }
  const years = chargeByYear(calendar, stretch, counting)
  return { charges: Object.fromEntries([...years].map(([year, halfDays]) => [year, inDays(halfDays)])) }
}

/**
 * Whether a request can be; `balances` hold what approved leave has left, in all or by year. Where the case says whose
 * it is (`person`), the kind has to be for him. `hr`: it can be, and HR looks at it.
 */
export function decision({ calendar, leave }: Rules, given: Given): object {
  const asked = given.of('request')
  const stretch = rangeOf(asked)
  if (!stretch) return { decision: 'reject', reason: 'INVALID_RANGE' }
  const request = { ...stretch, kind: asked.text('type') }
  const existing = given.list('existing').map(one => ({
    ...one.stretch(),
    kind: one.text('type'),
    status: one.text('status'),
  }))
  const table = tableOf(leave, given)
  const free = freeOf(given, (account, year) => reservedBy(calendar, table, existing, { account, year }))
  const verdict = decide(calendar, table, request, {
    existing,
    free,
    who: askerOf(given),
    asked: askedOf(given),
  })
  const own = verdict.ok ? ownBalance(given, leave, request.kind, existing, calendar) : null
  if (verdict.ok && own !== null && own < verdict.halfDays)
    return {
      decision: 'reject',
      reason: 'INSUFFICIENT_BALANCE',
      left: inDays(own),
      needs: inDays(verdict.halfDays),
    }
  if (verdict.ok)
    return {
      decision: 'accept',
      reason: null,
      days: inDays(verdict.halfDays),
      ...(verdict.provisional ? { provisional: true } : {}),
      hr: isForHr(verdict.limit),
    }
  const { other, year, left, needs, why } = verdict.about
  return {
    decision: 'reject',
    reason: verdict.reason,
    ...(other ? { with: other.kind } : {}),
    ...(why ? { why } : {}),
    ...(left === undefined || needs === undefined ? {} : { year, left: inDays(left), needs: inDays(needs) }),
  }
}

function askerOf(given: Given): Asker | undefined {
  if (!given.has('person')) return undefined
  const person = given.of('person')
  return {
    staffType: person.textOr('staff_type', null),
    sex: person.textOr('sex', null),
    workStart: person.textOr('service_start', null),
  }
}

/** Where a case says when it is asked (`asked` {`on`, `office`, `off_post`}), that is judged too. */
function askedOf(given: Given): Asked | undefined {
  if (!given.has('asked')) return undefined
  const asked = given.of('asked')
  return { today: asked.date('on'), office: asked.flag('office'), offPost: asked.flag('off_post') }
}

/** Where a case brings no limits, those of the rule table hold; `limits: {kind: days}` sets others. */
function tableOf(leave: LeaveTable, given: Given): LeaveTable {
  if (!given.has('limits')) return leave
  const limits = given.of('limits')
  const kinds = { ...leave.kinds }
  for (const kind of limits.names()) {
    const most = { days: limits.number(kind), per: 'stretch' as const, firm: true }
    kinds[kind] = { ...kindRule(leave, kind), most }
  }
  return { ...leave, kinds }
}

/** Null where a date of it does not exist. */
function rangeOf(asked: Given): Stretch | null {
  try {
    return asked.stretch()
  } catch (thrown) {
    if (thrown instanceof NoSuchDate) return null
    throw thrown
  }
}

/** What a kind without an account has left where the case says it, less what waits of it; null = it does not say. */
function ownBalance(
  given: Given,
  leave: LeaveTable,
  kind: string,
  existing: readonly Leave[],
  calendar: Calendar,
): number | null {
  const balances = given.of('balances')
  if (accountOf(leave, kind) !== 'none' || !balances.is(kind, 'number')) return null
  const waiting = existing.filter(one => one.kind === kind && one.status === 'pending')
  const days = (one: Leave) => countHalfDays(calendar, kindRule(leave, kind).count, one)
  return waiting.reduce((left, one) => left - days(one), balances.halfDays(kind))
}

/** What approved leave has left, less what waits; an account that a case does not name holds nothing. */
function freeOf(given: Given, waiting: (account: 'annual' | 'comp', year: number | null) => number): Free {
  const balances = given.of('balances')
  return (account, year) => {
    if (!balances.has(account)) return 0
    if (account === 'comp' || balances.is(account, 'number'))
      return balances.halfDays(account) - waiting(account, account === 'comp' ? null : year)
    const years = balances.of(account)
    return (years.has(String(year)) ? years.halfDays(String(year)) : 0) - waiting(account, year)
  }
}

function countingOf(leave: LeaveTable, given: Given): Counting {
  const said = given.textOr('counting', null)
  if (said === 'workday' || said === 'natural') return said
  const asked = given.of('request')
  return kindRule(leave, asked.textOr('type', 'annual')).count
}
