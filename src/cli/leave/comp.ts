import {
  accrued,
  afterDraws,
  availableOn,
  countedMinutes,
  type Draw,
  draw,
  expiryOf,
  type Grant,
  lapsedBy,
  type OvertimeTable,
} from '../../care/overtime/rules.ts'
import { isWorkday } from '../../kernel/calendar.ts'
import { type Given, inDays, Unreadable } from './given.ts'
import type { Rules } from './rules.ts'

/** Comp-days that approved records make; the same record is counted once. */
export function compAccrual({ calendar, overtime }: Rules, given: Given): object {
  const table = tableOf(overtime, given)
  const records = new Map<string, number>()
  for (const entry of given.list('entries')) {
    const id = entry.textOr('id', String(records.size))
    if (!entry.flag('approved') || records.has(id)) continue
    const from = entry.textOr('from', entry.textOr('start', undefined))
    const to = entry.textOr('to', entry.textOr('end', undefined))
    const date = entry.date('date')
    records.set(
      id,
      from === undefined || to === undefined
        ? statedMinutes(entry, isWorkday(calendar, date))
        : countedMinutes(calendar, table.working_hours, { date, from, to }),
    )
  }
  return { days: inDays(accrued(table, [...records.values()])) }
}

/** On a workday what lay outside the legal hours, where the record tells it apart. */
function statedMinutes(entry: Given, workday: boolean): number {
  const outside = entry.numberCalled(/after|outside|beyond|extra/)
  const within = entry.numberCalled(/within|inside|normal|regular/)
  const hours = outside === undefined || !workday || within !== undefined ? entry.number('hours') : outside
  if (!workday) return Math.round(hours * 60)
  return Math.round((outside ?? Math.max(0, hours - (within ?? 0))) * 60)
}

function tableOf(overtime: OvertimeTable, given: Given): OvertimeTable {
  if (!given.has('policy')) return overtime
  const policy = given.of('policy')
  const unit = policy.numberOr('unit_days', overtime.unit_days)
  const cap = policy.numberCalled(/cap|max/)
  return {
    ...overtime,
    hours_per_day: policy.numberOr('hours_per_day', overtime.hours_per_day),
    unit_days: unit === 1 ? 1 : 0.5,
    rounding: policy.textOr('rounding', 'floor_per_entry') === 'pool' ? 'pool' : 'floor_per_entry',
    most_days: cap ?? overtime.most_days,
  }
}

/** A use of comp-days: what it drew, and how it stands. */
interface Use {
  draws: Draw[]
  alive: boolean
}

/** Plays the events of a ledger one after the other. */
export function compLedger({ overtime }: Rules, given: Given): object {
  const book = new Book(expiryGiven(overtime, given))
  for (const event of given.list('events')) book.take(event)
  return book.asOf(given.date('as_of'))
}

class Book {
  #grants: Grant[] = []
  readonly #uses = new Map<string, Use>()
  readonly #results: Record<string, string> = {}
  readonly #expiry: OvertimeTable['expiry']

  constructor(expiry: OvertimeTable['expiry']) {
    this.#expiry = expiry
  }

  take(event: Given): void {
    const kind = event.text('kind')
    const id = event.textOr('id', event.textOr('use', event.textOr('ref', kind)))
    const result = /expir|laps/.test(kind) ? null : this.#do(kind, id, event)
    if (result !== null) this.#results[id] = result ? 'accept' : 'reject'
  }

  #do(kind: string, id: string, event: Given): boolean | null {
    switch (kind) {
      case 'grant':
        return this.#grant(id, event)
      case 'use':
        return this.#use(id, event)
      case 'approve':
        return null
      case 'cancel':
      case 'reject':
      case 'refund':
      case 'withdraw':
        return this.#giveBack(event)
      case 'reverse':
      case 'revoke':
      case 'cancel_grant':
        return this.#reverse(event)
      default:
        throw new Unreadable(`given.events.kind`)
    }
  }

  /** A grant stands once, whatever is replayed. */
  #grant(id: string, event: Given): boolean | null {
    if (this.#grants.some(grant => grant.id === id)) return false
    const on = event.date('on')
    const expires = event.has('expires') ? event.date('expires') : expiryOf(this.#expiry, on)
    this.#grants.push({ id, on, expires, left: event.halfDays('days') })
    return null
  }

  #use(id: string, event: Given): boolean {
    const status = event.textOr('status', 'approved')
    if (status !== 'approved' && status !== 'pending') return false
    if (this.#uses.get(id)?.alive) return true
    const needs = [{ date: event.date('leave_date'), halfDays: event.halfDays('days') }]
    const draws = draw(this.#grants, needs)
    if (!draws) return false
    this.#grants = afterDraws(this.#grants, draws)
    this.#uses.set(id, { draws, alive: true })
    return true
  }

  /** To the very grants it came from; once. */
  #giveBack(event: Given): boolean {
    const use = this.#uses.get(named(event, id => this.#uses.has(id)) ?? '')
    if (!use?.alive) return false
    use.alive = false
    this.#grants = afterDraws(
      this.#grants,
      use.draws.map(({ grant, halfDays }) => ({ grant, halfDays: -halfDays })),
    )
    return true
  }

  /** A grant that was spent, in part or whole, cannot be taken away silently. */
  #reverse(event: Given): boolean {
    const of = named(event, id => this.#grants.some(grant => grant.id === id))
    const spent = [...this.#uses.values()].some(
      use => use.alive && use.draws.some(({ grant }) => grant === of),
    )
    if (spent || !this.#grants.some(grant => grant.id === of)) return false
    this.#grants = this.#grants.filter(grant => grant.id !== of)
    return true
  }

  asOf(date: string): object {
    const lapsed = lapsedBy(this.#grants, date)
    const alive = this.#grants.filter(({ expires }) => expires === null || date <= expires)
    return {
      results: this.#results,
      expired: inDays(lapsed.reduce((sum, { halfDays }) => sum + halfDays, 0)),
      available: inDays(availableOn(alive, date)),
      grants: Object.fromEntries(alive.map(({ id, left }) => [id, inDays(left)])),
    }
  }
}

/** What an event is about: whichever of its fields names something there is. */
function named(event: Given, exists: (id: string) => boolean): string | undefined {
  const texts = event.names().filter(name => name !== 'kind' && event.is(name, 'string'))
  return texts.map(name => event.text(name)).find(exists)
}

/** `{"months": n}`, `{"days": n}`, `{"year_end": true}`, "year_end", "none"; absent, as the rule table has it. */
function expiryGiven(overtime: OvertimeTable, given: Given): OvertimeTable['expiry'] {
  if (!given.has('expiry')) return overtime.expiry
  if (given.is('expiry', 'string')) return given.text('expiry') === 'year_end' ? { year_end: true } : {}
  const expiry = given.of('expiry')
  if (expiry.has('months')) return { months: expiry.number('months') }
  if (expiry.has('days')) return { days: expiry.number('days') }
  return expiry.flag('year_end') ? { year_end: true } : {}
}
