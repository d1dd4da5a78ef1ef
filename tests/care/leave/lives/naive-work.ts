import type { Setting } from './happenings.ts'
import type { NaiveComp, Wish } from './naive-comp.ts'

interface Worked {
  readonly date: string
  readonly minutes: number
  stands: boolean
}

/** Half a day is four hours. */
const HALF = 240

/** Overtime, and the comp-days it makes: record by record, or out of one pool of minutes. */
export class NaiveWork {
  readonly records = new Map<string, Worked>()
  readonly #comp: NaiveComp
  readonly #setting: Setting

  constructor(comp: NaiveComp, setting: Setting) {
    this.#comp = comp
    this.#setting = setting
  }

  isTaken(date: string): boolean {
    return this.standing().some(([, one]) => one.date === date)
  }

  standing(): [string, Worked][] {
    return [...this.records].filter(([, one]) => one.stands)
  }

  agree(no: string, about: Omit<Worked, 'stands'>, waiting: readonly Wish[], today: string): void {
    this.records.set(no, { ...about, stands: true })
    this.#settle(no, waiting, today)
  }

  /** @returns whether it could be taken back: all that it granted is there, and all that goes with it */
  withdraw(no: string, waiting: readonly Wish[], today: string): boolean {
    const one = this.records.get(no)
    if (!one) return false
    one.stands = false
    const there = this.#comp.free(waiting).filter(({ grant }) => this.records.has(grant)).length
    const may = this.#comp.isUnspent(no, waiting) && there >= -this.#due(no)
    one.stands = !may
    if (may) this.#settle(no, waiting, today)
    return may
  }

  /** Adds what is due, up to the most that can be held; takes back first what came from the record, then the newest. */
  #settle(no: string, waiting: readonly Wish[], today: string): void {
    const due = this.#due(no)
    const { mostDays } = this.#setting
    const room = mostDays === 0 ? due : Math.max(0, mostDays * 2 - this.#comp.onDay(waiting, today))
    const date = this.records.get(no)?.date ?? ''
    const source = { grant: no, on: date, expires: this.#expiry(date) }
    if (due > 0) this.#comp.grant(source, Math.min(due, room))
    if (due >= 0) return
    const free = this.#comp.free(waiting).filter(({ grant }) => this.records.has(grant))
    const newest = free.filter(({ grant }) => grant !== no).sort((a, b) => (a.on < b.on ? 1 : -1))
    this.#comp.reverse([...free.filter(({ grant }) => grant === no), ...newest], -due)
  }

  #due(no: string): number {
    if (this.#setting.rounding === 'floor_per_entry') {
      const one = this.records.get(no)
      return (one?.stands ? Math.floor(one.minutes / HALF) : 0) - this.#comp.granted(no)
    }
    const minutes = this.standing().reduce((all, [, one]) => all + one.minutes, 0)
    const granted = [...this.records.keys()].reduce((all, one) => all + this.#comp.granted(one), 0)
    return Math.floor(minutes / HALF) - granted
  }

  #expiry(date: string): string | null {
    const { months, days, year_end } = this.#setting.expiry
    const day = Temporal.PlainDate.from(date)
    if (months !== undefined) return day.add({ months }).toString()
    if (days !== undefined) return day.add({ days }).toString()
    return year_end ? `${date.slice(0, 4)}-12-31` : null
  }
}
