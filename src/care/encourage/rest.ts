import { addDays, dateOf, daysBetween, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext, Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { absentBetween } from '../away/absent.ts'
import { holdingsOf } from '../leave/holdings.ts'
import { sharedHalfDay } from '../leave/rules.ts'
import { allPeople } from '../people/store.ts'
import { ENCOURAGE } from './policy.ts'
import { longestRest, type RestPlan } from './rules.ts'

/** When somebody would like to rest; null = whenever. */
export interface RestWish {
  /** `1` to `12`, `this` or `next`. */
  readonly month: string | null
  /** A holiday by its short name. */
  readonly holiday: string | null
  /** Days of leave at most. */
  readonly most: number | null
}

/** What somebody's rest could be made of, in half-days, and the ways there are. */
export interface RestAdvice {
  /** Null where no number can be shown. */
  readonly annual: number | null
  readonly comp: number
  /** The days that were looked at. */
  readonly from: string
  readonly to: string
  readonly plans: readonly RestPlan[]
}

/** How much around a holiday belongs to it, in days. */
const AROUND = 16

/** The longest rests that somebody could take, from what is free on his account, without too many of his group away. */
export async function restFor(
  { tx, tools, today, person }: Pick<CareContext, 'tx' | 'tools' | 'today' | 'person'>,
  wish: RestWish,
): Promise<RestAdvice> {
  const { longest_rest } = tools.policy(ENCOURAGE)
  const window = windowOf(tools, today, longest_rest.months_ahead, wish)
  const held = await holdingsOf(tx, person, tools, { today })
  const annual = (year: number) => {
    const last = window.to < `${year}-12-31` ? window.to : `${year}-12-31`
    return held.annual(year, last > today ? last : today).free
  }
  const waiting = held.leave.filter(({ status }) => status === 'pending')
  const isFull = await groupOf(tx, person, window, longest_rest.most_away_percent)
  const plans = longestRest({
    calendar: tools.calendar,
    ...window,
    annual: year => Math.max(0, annual(year) ?? 0),
    grants: held.freeGrants,
    own: held.leave.filter(({ status }) => status === 'approved'),
    isBlocked: date =>
      isFull(date) ||
      waiting.some(leave => sharedHalfDay(leave, { from: halfDay(date, 'a'), to: halfDay(date, 'p') })),
    most: wish.most,
  })
  const comp = held.freeGrants.reduce(
    (sum, { left, expires }) => sum + (expires === null || expires >= today ? left : 0),
    0,
  )
  return { annual: annual(Number(window.from.slice(0, 4))), comp, ...window, plans }
}

/** The days to look at, never before tomorrow: a month, what lies around a holiday, or everything there is to see. */
function windowOf(
  { calendar }: Pick<Tools, 'calendar'>,
  today: string,
  monthsAhead: number,
  { month, holiday }: RestWish,
): { from: string; to: string } {
  const tomorrow = addDays(today, 1)
  const notPast = (from: string, to: string) => ({ from: from > tomorrow ? from : tomorrow, to })
  const year = Number(today.slice(0, 4))
  if (holiday !== null) {
    const [coming] = [year, year + 1]
      .flatMap(one => calendar.holidays(one))
      .filter(({ name, to }) => name === holiday && to > today)
    if (coming) return notPast(addDays(coming.from, -AROUND), addDays(coming.to, AROUND))
  }
  if (month !== null) {
    const first = Temporal.PlainDate.from(`${today.slice(0, 7)}-01`)
    const begin =
      month === 'this'
        ? first
        : month === 'next'
          ? first.add({ months: 1 })
          : first.with({ month: Number(month) }).add({ years: Number(month) < first.month ? 1 : 0 })
    return notPast(begin.toString(), begin.with({ day: begin.daysInMonth }).toString())
  }
  return notPast(tomorrow, Temporal.PlainDate.from(today).add({ months: monthsAhead }).toString())
}

/** Whether so many of one supervisor's people are away on a day that one more would be too many; at least one may be. */
async function groupOf(
  tx: Tx,
  person: Person,
  { from, to }: { from: string; to: string },
  percent: number,
): Promise<(date: string) => boolean> {
  if (person.supervisor === null) return () => false
  const people = (await allPeople(tx)).filter(({ supervisor }) => supervisor === person.supervisor)
  const others = new Set(people.flatMap(({ id }) => (id === person.id ? [] : [id])))
  const most = Math.max(1, Math.floor((people.length * percent) / 100))
  const away = new Map<string, number>()
  const frame = { from: halfDay(from, 'a'), to: halfDay(to, 'p') }
  for (const one of await absentBetween(tx, frame, others)) {
    const first = dateOf(one.from)
    for (let n = 0; n <= daysBetween(first, dateOf(one.to)); n++) {
      const date = addDays(first, n)
      away.set(date, (away.get(date) ?? 0) + 1)
    }
  }
  return date => (away.get(date) ?? 0) >= most
}
