/** One half-day of comp-days: where it came from, and what became of it. */
export interface Token {
  readonly grant: string
  /** From when it can be taken; '' = always could. */
  readonly on: string
  readonly expires: string | null
  /** A request that took it, `lapsed`, `reversed` or `corrected`; null while it is there. */
  gone: string | null
}

/** What a request takes, day by day, and the one it would replace: of the two one will stand. */
export interface Wish {
  readonly days: readonly string[]
  readonly instead: string | null
}

/** Comp-days, every half-day of them a thing of its own: what can be had is found out by going through them. */
export class NaiveComp {
  #tokens: Token[] = []

  /** Sets down some half-days from one source. */
  grant(about: Omit<Token, 'gone'>, count: number): void {
    for (let i = 0; i < count; i++) this.#tokens.push({ ...about, gone: null })
    this.#tokens.sort(bySoonest)
  }

  /** What is there once what waits has taken its part, in the order of the requests. @param there before that */
  free(waiting: readonly Wish[], there = this.there()): Token[] {
    let free = there
    for (const { days, instead } of waiting) {
      const own = this.#tokens.filter(token => instead !== null && token.gone === instead)
      const pool = [...own, ...free].sort((a, b) => bySoonest(a, b) || (own.includes(a) ? -1 : 1))
      const taken = take(pool, days)
      if (taken) free = free.filter(token => !taken.includes(token))
    }
    return free
  }

  there(): Token[] {
    return this.#tokens.filter(token => token.gone === null)
  }

  /** @param back a request whose half-days would come back first */
  canTake(days: readonly string[], waiting: readonly Wish[], back: string | null): boolean {
    const own = this.#tokens.filter(token => back !== null && token.gone === back)
    return take(this.free(waiting, [...this.there(), ...own].sort(bySoonest)), days) !== null
  }

  /** Takes one for each day, where there is enough. */
  charge(no: string, days: readonly string[]): void {
    for (const token of take(this.there(), days) ?? []) token.gone = no
  }

  /** What was taken last comes back first. */
  giveBack(no: string, count: number): void {
    const taken = this.#tokens.filter(token => token.gone === no).toReversed()
    for (const token of taken.slice(0, count)) token.gone = null
  }

  lapse(waiting: readonly Wish[], today: string): void {
    for (const token of this.free(waiting))
      if (token.expires !== null && token.expires < today) token.gone = 'lapsed'
  }

  /** Half-days of one source that stand, wherever they are now. */
  granted(grant: string): number {
    return this.#tokens.filter(token => token.grant === grant && token.gone !== 'reversed').length
  }

  /** Of one source, whether all of it is there and nothing waits for it. */
  isUnspent(grant: string, waiting: readonly Wish[]): boolean {
    return this.free(waiting).filter(token => token.grant === grant).length >= this.granted(grant)
  }

  /** Takes half-days back for good, the named ones first come. @returns how many */
  reverse(order: readonly Token[], count: number): number {
    const gone = order.slice(0, count)
    for (const token of gone) token.gone = 'reversed'
    return gone.length
  }

  /** Somebody says how many there are: more come from nowhere, fewer go from what lapses first. */
  say(ref: string, count: number): void {
    const there = this.there()
    if (count > there.length) this.grant({ grant: ref, on: '', expires: null }, count - there.length)
    const byEnd = there.sort((a, b) => bySoonest({ ...a, on: '' }, { ...b, on: '' }))
    for (const token of byEnd.slice(0, Math.max(0, there.length - count))) token.gone = 'corrected'
  }

  onDay(waiting: readonly Wish[], date: string): number {
    return this.free(waiting).filter(token => isGoodOn(token, date)).length
  }

  byGrant(): Record<string, number> {
    const left: Record<string, number> = {}
    for (const { grant } of this.there()) left[grant] = (left[grant] ?? 0) + 1
    return left
  }
}

/** What lapses first, then the oldest. */
export function bySoonest(a: Token, b: Token): number {
  return (
    (a.expires ?? '9999').localeCompare(b.expires ?? '9999') ||
    a.on.localeCompare(b.on) ||
    (a.grant < b.grant ? -1 : a.grant > b.grant ? 1 : 0)
  )
}

/** One token for each day, the first of those that are good on it; null where there is none for a day. */
function take(tokens: readonly Token[], days: readonly string[]): Token[] | null {
  const taken: Token[] = []
  for (const day of days) {
    const token = tokens.find(one => !taken.includes(one) && isGoodOn(one, day))
    if (!token) return null
    taken.push(token)
  }
  return taken
}

function isGoodOn({ on, expires }: Token, day: string): boolean {
  return on <= day && (expires === null || day <= expires)
}
