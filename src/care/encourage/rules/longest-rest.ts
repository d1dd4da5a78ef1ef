import { type Calendar, isPublished, isWorkday } from '../../../kernel/calendar.ts'
import { addDays, type HalfDay, halfDay } from '../../../kernel/half-day.ts'
import type { Stretch } from '../../leave/rules.ts'
import { draw, type Grant } from '../../overtime/rules.ts'

/** What a rest can be made of. Dates are `YYYY-MM-DD`, amounts are half-days. */
export interface RestGround {
  readonly calendar: Calendar
  /** The days on which leave may be taken, both included. */
  readonly from: string
  readonly to: string
  /** Annual leave that is free in a year. */
  annual(year: number): number
  /** Comp-days that are free. */
  readonly grants: readonly Grant[]
  /** Leave that is approved already: whole days of it join what lies on both sides. */
  readonly own: readonly Stretch[]
  /** Days on which leave should not be taken: too many of the group are away, or something of one's own waits there. */
  isBlocked(date: string): boolean
  /** Days of leave to be used at most; null = all there are. */
  readonly most: number | null
}

/** A leave to be asked for: whole days of one account, nothing else of one's own between them. */
export interface RestRequest extends Stretch {
  readonly account: 'annual' | 'comp'
  /** Half-days. */
  readonly halfDays: number
}

/** Days of rest on end, and what they take. */
export interface RestPlan {
  readonly aim: 'longest' | 'thrifty' | 'another'
  /** First and last day of the rest: weekends and holidays on its edges included. */
  readonly from: string
  readonly to: string
  readonly days: number
  /** Days of leave. */
  readonly used: number
  /** In the order of their dates. */
  readonly requests: readonly RestRequest[]
  /** Holidays of a year of it are not published yet. */
  readonly provisional: boolean
}

/** A run of workdays to be taken, with the rest it makes; not paid for yet. */
interface Run {
  readonly dates: readonly string[]
  readonly from: string
  readonly to: string
  readonly days: number
}

/** How far a holiday can reach beyond the window. */
const REACH = 40

/**
 * 拼长假: how to join annual leave, comp-days and holidays into days of rest on end. Up to three ways: the longest; the
 * one that gives most rest for each day used; the longest that touches neither. Whole days only. Of one run the
 * comp-days are one block, before or behind the annual leave: comp-days that lapse are used first, others last
 * (`payFor`).
 */
export function longestRest(ground: RestGround): RestPlan[] {
  const runs = runsOf(ground)
  const plans: RestPlan[] = []
  const add = (aim: RestPlan['aim'], order: (a: Run, b: Run) => number, fits: (run: Run) => boolean) => {
    for (const run of runs.filter(fits).sort(order)) {
      const paid = payFor(ground, run.dates)
      if (!paid) continue
      plans.push(planOf(ground, aim, run, paid))
      return
    }
  }
  add('longest', byDays, () => true)
  const [longest] = plans
  if (!longest) return []
  add('thrifty', byThrift, run => run.dates.length < longest.used || apart(run, longest))
  add('another', byDays, run => plans.every(plan => apart(run, plan)))
  return plans
}

function byDays(a: Run, b: Run): number {
  return b.days - a.days || a.dates.length - b.dates.length || compare(a.from, b.from)
}

function byThrift(a: Run, b: Run): number {
  return b.days * a.dates.length - a.days * b.dates.length || b.days - a.days || compare(a.from, b.from)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function apart(a: { from: string; to: string }, b: { from: string; to: string }): boolean {
  return a.to < b.from || b.to < a.from
}

/** Every run of workdays that could be taken, not longer than what there is. */
function runsOf(ground: RestGround): Run[] {
  const kinds = kindsOf(ground)
  const most = mostDays(ground)
  const dates = [...kinds.keys()]
  const runs: Run[] = []
  dates.forEach((first, start) => {
    if (kinds.get(first) !== 'free') return
    const from = edge(kinds, first, -1)
    const taken: string[] = []
    for (const date of dates.slice(start)) {
      const kind = kinds.get(date)
      if (kind === 'work') return
      if (kind === 'off') continue
      taken.push(date)
      if (taken.length > most) return
      const to = edge(kinds, date, 1)
      runs.push({ dates: [...taken], from, to, days: daysFrom(from, to) })
    }
  })
  return runs
}

/** off = nobody works, or leave is granted; free = could be taken; work = cannot. With what lies around the window. */
function kindsOf({ calendar, from, to, own, isBlocked }: RestGround): Map<string, 'off' | 'free' | 'work'> {
  const kinds = new Map<string, 'off' | 'free' | 'work'>()
  const isOwn = (half: HalfDay) => own.some(leave => leave.from <= half && half <= leave.to)
  for (let date = addDays(from, -REACH); date <= addDays(to, REACH); date = addDays(date, 1)) {
    const [morning, afternoon] = [isOwn(halfDay(date, 'a')), isOwn(halfDay(date, 'p'))]
    const off = !isWorkday(calendar, date) || (morning && afternoon)
    const free = date >= from && date <= to && !morning && !afternoon && !isBlocked(date)
    kinds.set(date, off ? 'off' : free ? 'free' : 'work')
  }
  return kinds
}

/** The last day without work on one side of a day. */
function edge(kinds: ReadonlyMap<string, string>, date: string, step: 1 | -1): string {
  let last = date
  for (let next = addDays(date, step); kinds.get(next) === 'off'; next = addDays(next, step)) last = next
  return last
}

/** More days than there are half-days for need not be looked at. */
function mostDays({ from, to, annual, grants, most }: RestGround): number {
  let halves = grants.reduce((sum, { left }) => sum + Math.max(0, left), 0)
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    halves += Math.max(0, annual(year))
  return Math.min(most ?? Number.POSITIVE_INFINITY, Math.floor(halves / 2))
}

interface Payment {
  /** In the order of their dates. */
  readonly blocks: readonly { account: 'annual' | 'comp'; dates: readonly string[] }[]
}

/**
 * From what the days of a run are taken: as much as can be of comp-days that lapse within the window, then annual
 * leave, which goes with its year, and of comp-days that stay no more than that leaves open.
 * @returns null where there is too little
 */
function payFor(ground: RestGround, dates: readonly string[]): Payment | null {
  let best: { payment: Payment; lapsing: number; comp: number } | null = null
  for (let comp = 0; comp <= dates.length; comp++)
    for (const compFirst of [true, false]) {
      const [first, second] = compFirst
        ? [dates.slice(0, comp), dates.slice(comp)]
        : [dates.slice(0, dates.length - comp), dates.slice(dates.length - comp)]
      const [ofComp, ofAnnual] = compFirst ? [first, second] : [second, first]
      if (!annualSuffices(ground, ofAnnual)) continue
      const lapsing = lapsingIn(ground, ofComp)
      if (lapsing === null) continue
      if (best && (lapsing < best.lapsing || (lapsing === best.lapsing && comp >= best.comp))) continue
      const [one, other] = compFirst ? (['comp', 'annual'] as const) : (['annual', 'comp'] as const)
      const blocks = [
        { account: one, dates: first },
        { account: other, dates: second },
      ].filter(block => block.dates.length > 0)
      best = { payment: { blocks }, lapsing, comp }
    }
  return best?.payment ?? null
}

function annualSuffices({ annual }: RestGround, dates: readonly string[]): boolean {
  const years = Map.groupBy(dates, date => Number(date.slice(0, 4)))
  return [...years].every(([year, days]) => days.length * 2 <= annual(year))
}

/** Half-days drawn from comp-days that lapse within the window; null where comp-days do not suffice. */
function lapsingIn({ grants, to }: RestGround, dates: readonly string[]): number | null {
  const drawn = draw(
    grants,
    dates.map(date => ({ date, halfDays: 2 })),
  )
  if (!drawn) return null
  const ends = new Map(grants.map(({ id, expires }) => [id, expires]))
  return drawn.reduce((sum, { grant, halfDays }) => {
    const end = ends.get(grant)
    return sum + (end != null && end <= to ? halfDays : 0)
  }, 0)
}

function planOf(ground: RestGround, aim: RestPlan['aim'], run: Run, { blocks }: Payment): RestPlan {
  const { from, to, days, dates } = run
  const provisional = !isPublished(ground.calendar, from) || !isPublished(ground.calendar, to)
  const requests = blocks.flatMap(block => requestsOf(ground, block))
  return { aim, from, to, days, used: dates.length, requests, provisional }
}

/** A leave may span days off, but not another leave. */
function requestsOf(
  { own }: RestGround,
  { account, dates }: { account: 'annual' | 'comp'; dates: readonly string[] },
): RestRequest[] {
  const requests: RestRequest[] = []
  for (const date of dates) {
    const last = requests.at(-1)
    const to = halfDay(date, 'p')
    if (last && !own.some(leave => leave.from > last.to && leave.to < to))
      requests[requests.length - 1] = { ...last, to, halfDays: last.halfDays + 2 }
    else requests.push({ account, from: halfDay(date, 'a'), to, halfDays: 2 })
  }
  return requests
}

function daysFrom(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1
}
