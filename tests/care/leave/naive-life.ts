import { type Calendar, isWorkday } from '../../../src/kernel/calendar.ts'
import { dateOf, type HalfDay, halfDays } from '../../../src/kernel/half-day.ts'

/** One half-day of comp-days: where it came from, and what became of it. */
interface Token {
  readonly grant: string
  readonly on: string
  readonly expires: string | null
  /** A request that took it, or `lapsed`; null while it is there. */
  gone: string | null
}

interface Request {
  readonly account: 'annual' | 'comp'
  from: HalfDay
  to: HalfDay
  approved: boolean
}

/** The model: every half-day is a thing of its own, and what can be had is found out by going through them. */
export class NaiveLife {
  readonly #calendar: Calendar
  readonly #entitled: number
  readonly #tokens: Token[] = []
  readonly #requests = new Map<string, Request>()

  constructor(calendar: Calendar, entitled: number) {
    this.#calendar = calendar
    this.#entitled = entitled
  }

  grant(grant: string, on: string, expires: string | null, count: number): void {
    for (let i = 0; i < count; i++) this.#tokens.push({ grant, on, expires, gone: null })
    this.#tokens.sort(
      (a, b) =>
        (a.expires ?? '9999').localeCompare(b.expires ?? '9999') ||
        a.on.localeCompare(b.on) ||
        (a.grant < b.grant ? -1 : a.grant > b.grant ? 1 : 0),
    )
  }

  /** Dates of the working half-days of a stretch, one for each. */
  #days(from: HalfDay, to: HalfDay): string[] {
    return [...halfDays(from, to)].map(dateOf).filter(date => isWorkday(this.#calendar, date))
  }

  length(from: HalfDay, to: HalfDay): number {
    return this.#days(from, to).length
  }

  overlaps(from: HalfDay, to: HalfDay): boolean {
    const mine = new Set(halfDays(from, to))
    return [...this.#requests.values()].some(one =>
      [...halfDays(one.from, one.to)].some(half => mine.has(half)),
    )
  }

  /** Tokens not gone, with those left out that waiting requests would take. */
  #free(): Token[] {
    let free = this.#tokens.filter(token => token.gone === null)
    for (const no of [...this.#requests.keys()].sort()) {
      const one = this.#requests.get(no)
      if (!one || one.approved || one.account !== 'comp') continue
      const taken = take(free, this.#days(one.from, one.to))
      if (taken) free = free.filter(token => !taken.includes(token))
    }
    return free
  }

  canTake(account: 'annual' | 'comp', from: HalfDay, to: HalfDay, _today: string): boolean {
    if (account === 'annual') return this.annual() >= this.length(from, to)
    return take(this.#free(), this.#days(from, to)) !== null
  }

  ask(no: string, account: 'annual' | 'comp', from: HalfDay, to: HalfDay): void {
    this.#requests.set(no, { account, from, to, approved: false })
  }

  agree(no: string): boolean {
    const one = this.#requests.get(no)
    if (!one) return false
    if (one.account === 'comp') {
      const there = this.#tokens.filter(token => token.gone === null)
      const taken = take(there, this.#days(one.from, one.to))
      if (!taken) return false
      for (const token of taken) token.gone = no
    }
    one.approved = true
    return true
  }

  drop(no: string): void {
    this.#requests.delete(no)
    for (const token of this.#tokens) if (token.gone === no) token.gone = null
  }

  /** What was taken last comes back first. */
  returned(no: string, back: HalfDay): void {
    const one = this.#requests.get(no)
    if (!one) return
    let open = this.#days(back, one.to).length
    for (const token of this.#tokens.toReversed())
      if (open > 0 && token.gone === no) {
        token.gone = null
        open--
      }
    const kept = [...halfDays(one.from, one.to)].filter(half => half < back)
    const last = kept.at(-1)
    if (last === undefined) this.#requests.delete(no)
    else one.to = last
  }

  lapse(today: string): void {
    for (const token of this.#free())
      if (token.expires !== null && token.expires < today) token.gone = 'lapsed'
  }

  annual(): number {
    let left = this.#entitled
    for (const one of this.#requests.values())
      if (one.account === 'annual') left -= this.length(one.from, one.to)
    return left
  }

  comp(today: string): number {
    return this.#free().filter(token => token.expires === null || token.expires >= today).length
  }

  unspent(): number {
    return this.#tokens.filter(token => token.gone === null).length
  }

  byGrant(): Record<string, number> {
    const left: Record<string, number> = {}
    for (const { grant, gone } of this.#tokens) left[grant] = (left[grant] ?? 0) + (gone === null ? 1 : 0)
    return left
  }
}

/** One token for each day, the first of those that are good on it; null where there is none for a day. */
function take(tokens: readonly Token[], days: readonly string[]): Token[] | null {
  const taken: Token[] = []
  for (const day of days) {
    const token = tokens.find(
      ({ on, expires }, i) =>
        !taken.includes(tokens[i] as Token) && on <= day && (expires === null || day <= expires),
    )
    if (!token) return null
    taken.push(token)
  }
  return taken
}
