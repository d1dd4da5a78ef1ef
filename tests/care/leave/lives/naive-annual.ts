/** What one request has taken of a year. */
interface Taken {
  own: number
  carry: number
}

interface Year {
  /** Added and taken since the beginning, or since somebody said what is left. */
  own: number
  carry: number
  hasCarry: boolean
  /** When somebody said last what is left; null = never. */
  saidOn: string | null
  readonly taken: Map<string, Taken>
}

/** Annual leave, year by year. In half-days. */
export class NaiveAnnual {
  readonly #workStart: string
  readonly #years = new Map<number, Year>()

  constructor(workStart: string) {
    this.#workStart = workStart
  }

  /** Each year holds from the month after it is completed. */
  #entitled(date: string): number {
    const month = date.slice(0, 7)
    if (this.#completedIn(20) < month) return 30
    if (this.#completedIn(10) < month) return 20
    return this.#completedIn(1) < month ? 10 : 0
  }

  #completedIn(years: number): string {
    return `${Number(this.#workStart.slice(0, 4)) + years}${this.#workStart.slice(4, 7)}`
  }

  /** What is left of a year as it is on a day, after what was taken. */
  left(year: number, on: string): number {
    const { own, carry, saidOn } = this.#year(year)
    const day = within(year, on)
    if (saidOn === null) return this.#entitled(day) + own + carry
    return Math.max(0, this.#entitled(day) - this.#entitled(within(year, saidOn))) + own + carry
  }

  carried(year: number): number {
    return this.#year(year).carry
  }

  lines(year: number): number {
    const { own, carry } = this.#year(year)
    return own + carry
  }

  /** What came over is used first. */
  charge(no: string, year: number, halfDays: number): void {
    const of = this.#year(year)
    const carry = Math.min(Math.max(0, of.carry), halfDays)
    of.carry -= carry
    of.own -= halfDays - carry
    of.taken.set(no, { own: halfDays - carry, carry })
  }

  takenBy(no: string, year: number): number {
    const taken = this.#year(year).taken.get(no)
    return taken ? taken.own + taken.carry : 0
  }

  /** What was taken last comes back first. */
  giveBack(no: string, year: number, halfDays: number): void {
    const of = this.#year(year)
    const taken = of.taken.get(no)
    if (!taken) return
    const own = Math.min(taken.own, halfDays)
    const carry = Math.min(taken.carry, halfDays - own)
    taken.own -= own
    taken.carry -= carry
    of.own += own
    of.carry += carry
  }

  /** Somebody says what is left. @param carry what came over; null = both together */
  say(year: number, about: { annual: number | null; carry: number | null }, today: string): void {
    const of = this.#year(year)
    if (about.carry !== null) {
      if (about.carry !== of.carry) of.hasCarry = true
      of.carry = about.carry
    }
    if (about.annual === null) return
    of.own = about.carry === null ? about.annual - of.carry : about.annual
    of.saidOn = today
  }

  /** @returns whether so much of last year could come over, once a year */
  carryOver(year: number, free: number, halfDays: number): boolean {
    const last = this.#year(year - 1)
    const of = this.#year(year)
    if (of.hasCarry || free - Math.max(0, last.carry) < halfDays) return false
    last.own -= halfDays
    of.carry += halfDays
    of.hasCarry = true
    return true
  }

  #year(year: number): Year {
    const there = this.#years.get(year)
    if (there) return there
    const fresh: Year = { own: 0, carry: 0, hasCarry: false, saidOn: null, taken: new Map() }
    this.#years.set(year, fresh)
    return fresh
  }
}

function within(year: number, date: string): string {
  if (date < `${year}-01-01`) return `${year}-01-01`
  return date > `${year}-12-31` ? `${year}-12-31` : date
}
