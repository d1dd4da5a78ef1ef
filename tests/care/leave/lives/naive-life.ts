import { type Calendar, isWorkday } from '../../../../src/kernel/calendar.ts'
import {
  addDays,
  dateOf,
  type HalfDay,
  halfDay,
  halfDays,
  nextHalf,
  previousHalf,
} from '../../../../src/kernel/half-day.ts'
import type { Kind, Setting } from './happenings.ts'
import { NaiveAnnual } from './naive-annual.ts'
import { NaiveComp, type Wish } from './naive-comp.ts'
import { isOverLimit } from './naive-limits.ts'

/** A request as the model knows it: days that are there or not, one by one. */
export interface Request {
  readonly no: string
  readonly kind: Kind
  readonly from: HalfDay
  to: HalfDay
  /** The end that it was asked for with. */
  readonly until: HalfDay
  status: 'pending' | 'approved' | 'refused' | 'withdrawn' | 'unused'
  back: HalfDay | null
  readonly extends: string | null
  readonly replaces: string | null
  /** Half-days for which he was called back. */
  readonly worked: Set<HalfDay>
}

/** How something ended: done, or the letters of why not. */
export type Outcome = string
export const DONE = 'done'

/** What a request asks for, and whose place it would take. */
export interface Asked {
  readonly kind: Kind
  readonly from: HalfDay
  readonly to: HalfDay
  /** Requests that count for nothing, since it would replace them. */
  readonly except: readonly string[]
  /** The approved one of them: what it took would come back. */
  readonly back: string | null
}

const NATURAL: readonly Kind[] = ['home_visit', 'miscarriage']

/** The model: every half-day is a thing of its own, and nothing is known but by going through them. */
export class NaiveLife {
  readonly annual: NaiveAnnual
  readonly comp = new NaiveComp()
  readonly requests = new Map<string, Request>()
  readonly #calendar: Calendar
  readonly aYearOfWork: string
  today: string

  constructor(calendar: Calendar, { workStart, start }: Setting) {
    this.#calendar = calendar
    this.aYearOfWork = Temporal.PlainDate.from(workStart).add({ years: 1 }).toString()
    this.annual = new NaiveAnnual(workStart)
    this.today = start
  }

  alive(): Request[] {
    return [...this.requests.values()]
      .filter(({ status }) => status === 'pending' || status === 'approved')
      .sort((a, b) => (a.no < b.no ? -1 : 1))
  }

  /** Half-days of a stretch that a kind takes. */
  days(kind: Kind, from: HalfDay, to: HalfDay): HalfDay[] {
    return [...halfDays(from, to)].filter(
      half => NATURAL.includes(kind) || isWorkday(this.#calendar, dateOf(half)),
    )
  }

  /** The same of a request, less those that were worked. */
  daysOf({ kind, from, to, worked }: Request): HalfDay[] {
    return this.days(kind, from, to).filter(half => !worked.has(half))
  }

  judge({ kind, from, to, except, back }: Asked): Outcome {
    const days = this.days(kind, from, to)
    if (days.length === 0) return 'no_workdays'
    const others = this.alive().filter(({ no }) => !except.includes(no))
    const mine = new Set(halfDays(from, to))
    if (others.some(one => [...halfDays(one.from, one.to)].some(half => mine.has(half)))) return 'overlap'
    if (isOverLimit(this, { kind, from, to, except })) return 'over_limit'
    if (kind === 'comp')
      return this.comp.canTake(days.map(dateOf), this.wishes(except), back) ? DONE : 'insufficient_balance'
    if (kind !== 'annual') return DONE
    for (const [year, mine] of byYear(days)) {
      const freed = back === null ? 0 : this.annual.takenBy(back, year)
      if (this.free(year, this.#judgedOn(to, year), except) + freed < mine.length)
        return 'insufficient_balance'
    }
    return DONE
  }

  /** Annual leave of a year once what waits has taken its part. */
  free(year: number, on: string, except: readonly string[] = []): number {
    const waiting = this.#waiting('annual', except).map(one => {
      const before = this.#stands(one, except)
      const needs = (byYear(this.daysOf(one)).get(year) ?? []).length
      return Math.max(0, needs - (before ? this.annual.takenBy(before, year) : 0))
    })
    return this.annual.left(year, on) - sum(waiting)
  }

  /** What requests for comp-days that wait would take. */
  wishes(except: readonly string[] = []): Wish[] {
    return this.#waiting('comp', except).map(one => ({
      days: this.daysOf(one).map(dateOf),
      instead: this.#stands(one, except),
    }))
  }

  add(one: Pick<Request, 'no' | 'kind' | 'from' | 'to'> & Partial<Pick<Request, 'extends' | 'replaces'>>) {
    const fresh = { status: 'pending', back: null, extends: null, replaces: null } as const
    this.requests.set(one.no, { ...fresh, until: one.to, worked: new Set(), ...one })
  }

  /** Whether there is what it needs, whatever waits. @param old the leave that would come back first */
  canCharge(one: Request, old: Request | null): boolean {
    const days = this.daysOf(one)
    if (one.kind === 'comp') return this.comp.canTake(days.map(dateOf), [], old ? old.no : null)
    if (one.kind !== 'annual') return true
    return [...byYear(days)].every(([year, mine]) => {
      const back = old ? this.annual.takenBy(old.no, year) : 0
      return this.annual.left(year, this.#judgedOn(one.to, year)) + back >= mine.length
    })
  }

  /** Takes what it needs of what is there. */
  charge(one: Request): void {
    const days = this.daysOf(one)
    if (one.kind === 'comp') this.comp.charge(one.no, days.map(dateOf))
    if (one.kind === 'annual')
      for (const [year, mine] of byYear(days)) this.annual.charge(one.no, year, mine.length)
  }

  /** Gives days of a request back, to where they came from. */
  giveBack({ no, kind }: Request, days: readonly HalfDay[]): void {
    if (kind === 'comp') this.comp.giveBack(no, days.length)
    if (kind === 'annual')
      for (const [year, mine] of byYear(days)) this.annual.giveBack(no, year, mine.length)
  }

  /** A leave with what was added to it, in order. */
  chain(root: Request): Request[] {
    const further = this.alive().filter(one => one.extends === root.no && one.status === 'approved')
    return [root, ...further.sort((a, b) => (a.from < b.from ? -1 : 1))]
  }

  waitingFor(root: Request): Request | undefined {
    return this.alive().find(one => one.extends === root.no && one.status === 'pending')
  }

  /** Everything from a half-day on is no leave any more. */
  endBefore(parts: readonly Request[], first: HalfDay, back: HalfDay | null): void {
    for (const one of parts) {
      const gone = this.daysOf(one).filter(half => half >= first)
      const left = this.daysOf(one).length - gone.length
      this.giveBack(one, gone)
      if (left === 0 || first <= one.from) {
        one.status = 'unused'
        one.back = first
      } else {
        if (first <= one.to) one.to = previousHalf(first)
        one.back = back
      }
    }
  }

  /** When work begins again after a half-day. */
  dueBack(end: HalfDay): HalfDay {
    let half = nextHalf(end)
    while (!isWorkday(this.#calendar, dateOf(half))) half = nextHalf(half)
    return half
  }

  isAhead({ from }: Pick<Request, 'from'>): boolean {
    return from > halfDay(this.today, 'p')
  }

  isRest(date: string): boolean {
    return !isWorkday(this.#calendar, date)
  }

  pass(days: number): void {
    this.today = addDays(this.today, days)
  }

  /** The last day of a leave in a year, or today where that is later. */
  #judgedOn(to: HalfDay, year: number): string {
    const last = dateOf(to).slice(0, 4) === `${year}` ? dateOf(to) : `${year}-12-31`
    return last > this.today ? last : this.today
  }

  #waiting(kind: Kind, except: readonly string[]): Request[] {
    return this.alive().filter(
      one => one.status === 'pending' && one.kind === kind && !except.includes(one.no),
    )
  }

  /** The approved leave whose place a request would take. */
  #stands({ replaces }: Request, except: readonly string[]): string | null {
    if (replaces === null || except.includes(replaces)) return null
    return this.requests.get(replaces)?.status === 'approved' ? replaces : null
  }
}

function byYear(days: readonly HalfDay[]): Map<number, HalfDay[]> {
  return Map.groupBy(days, half => Number(half.slice(0, 4)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
