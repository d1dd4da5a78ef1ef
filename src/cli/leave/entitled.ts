import {
  annualEntitlement,
  annualExclusion,
  completedYears,
  leftOf,
  sickDays,
  type Worker,
  type YearEvent,
} from '../../care/leave/rules.ts'
import { type Given, inDays, Unreadable } from './given.ts'
import type { Rules } from './rules.ts'

/** Whose rules hold where a case does not say: those of 机关事业单位. */
const STAFF = '公务员'

/** Annual leave of the year of `as_of`, as it stands that day; null = no table, ask HR. */
export function annualLeave({ leave }: Rules, given: Given): object {
  const halfDays = annualEntitlement(leave.entitlement, workerOf(given), given.date('as_of'))
  if (halfDays === null) return { days: null, reason: 'NO_TABLE' }
  if (!given.has('taken')) return { days: inDays(halfDays) }
  return { days: inDays(halfDays), left: inDays(halfDays - given.halfDays('taken')) }
}

/** What is left of a year's annual leave after the cases that take it away. */
export function exclusion({ leave }: Rules, given: Given): object {
  const year = given.number('year')
  const asOf = given.textOr('as_of', `${year}-12-31`)
  const worker = workerOf(given)
  const { thisYear, nextYearForfeited } = annualExclusion(leave.exclusions, {
    entitled: given.flag('last_year_forfeited')
      ? 0
      : (annualEntitlement(leave.entitlement, worker, asOf) ?? 0),
    taken: given.has('annual_taken_before_event') ? given.halfDays('annual_taken_before_event') : 0,
    workYears: worker.workStart === null ? 0 : completedYears(worker.workStart, asOf),
    events: given.list('events').map(event => eventOf(event, leave.exclusions, year)),
  })
  return { this_year_days: inDays(thisYear), next_year_forfeited: nextYearForfeited }
}

/** What came over and this year's own, after what was taken. */
export function carryOver(_: Rules, given: Given): object {
  const asOf = given.date('as_of')
  // The year that the case is about; once it is over, what came over into it has lapsed.
  const years = given.names().flatMap(name => /^entitlement_(\d{4})$/.exec(name)?.[1] ?? [])
  const year =
    years
      .map(Number)
      .filter(one => one <= Number(asOf.slice(0, 4)))
      .sort()
      .at(-1) ?? Number(asOf.slice(0, 4))
  const field = (name: string, of: number) => `${name}_${of}`
  const amount = (name: string) => (given.has(name) ? given.halfDays(name) : 0)
  const { carry, current } = leftOf({
    entitled: amount(field('entitlement', year)),
    left: amount(field('left', year - 1)),
    approved: given.flag('unit_approved_carry'),
    taken: amount(field('taken', year)),
  })
  const left = asOf > `${year}-12-31` ? 0 : carry
  return { carry: inDays(left), current: inDays(current), available: inDays(left + current) }
}

function workerOf(given: Given): Worker {
  return {
    workStart: given.has('service_start') ? given.date('service_start') : null,
    staffType: given.textOr('staff_type', STAFF),
    joined: given.textOr('joined', null),
  }
}

function eventOf(event: Given, rules: Rules['leave']['exclusions'], year: number): YearEvent {
  const kind = event.text('kind')
  if (kind === 'personal')
    return { kind, halfDays: event.halfDays('days'), payDeducted: event.flag('pay_deducted') }
  if (kind === 'sick') return { kind, days: sickDaysOf(event, rules, year) }
  if (kind.endsWith('vacation')) return { kind: 'vacation', halfDays: event.halfDays('days') }
  throw new Unreadable('given.events.kind')
}

/** From when to when, months, or days. */
function sickDaysOf(event: Given, rules: Rules['leave']['exclusions'], year: number): number {
  if (event.has('from') && event.has('to'))
    return sickDays(rules, { from: event.date('from'), to: event.date('to') }, year)
  if (event.has('months')) return event.number('months') * rules.days_of_a_month
  return event.number('days')
}
