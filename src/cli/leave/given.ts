import type { Stretch } from '../../care/leave/rules.ts'
import { type HalfDay, halfDay, isDate, isHalfDay } from '../../kernel/half-day.ts'

/** A field that is missing or not what it must be. */
export class Unreadable extends Error {
  readonly at: string

  constructor(at: string) {
    super(at)
    this.at = at
  }
}

/** A date that is written as one and is on no calendar: a range with it is no range. */
export class NoSuchDate extends Unreadable {}

/** The fields of a case, read as what they must be. @throws Unreadable naming the field */
export class Given {
  readonly #fields: Readonly<Record<string, unknown>>
  readonly #path: string

  constructor(value: unknown, path = 'given') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable(path)
    this.#fields = { ...value }
    this.#path = path
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null
  }

  is(name: string, type: 'string' | 'number'): boolean {
    return typeof this.#fields[name] === type
  }

  names(): string[] {
    return Object.keys(this.#fields)
  }

  of(name: string): Given {
    return new Given(this.#fields[name], this.#at(name))
  }

  list(name: string): Given[] {
    const value = this.#fields[name] ?? []
    if (!Array.isArray(value)) throw new Unreadable(this.#at(name))
    return value.map((one, i) => new Given(one, `${this.#at(name)}[${i}]`))
  }

  text(name: string): string {
    const value = this.#fields[name]
    if (typeof value !== 'string') throw new Unreadable(this.#at(name))
    return value
  }

  textOr<T>(name: string, otherwise: T): string | T {
    return this.has(name) ? this.text(name) : otherwise
  }

  flag(name: string): boolean {
    return this.#fields[name] === true
  }

  number(name: string): number {
    const value = this.#fields[name]
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Unreadable(this.#at(name))
    return value
  }

  numberOr<T>(name: string, otherwise: T): number | T {
    return this.has(name) ? this.number(name) : otherwise
  }

  /** Days in steps of half a day, as half-days. */
  halfDays(name: string): number {
    const twice = this.number(name) * 2
    if (!Number.isInteger(twice)) throw new Unreadable(this.#at(name))
    return twice
  }

  date(name: string): string {
    const value = this.text(name)
    if (isDate(value)) return value
    throw new (/^\d{4}-\d{2}-\d{2}[ap]?$/.test(value) ? NoSuchDate : Unreadable)(this.#at(name))
  }

  /** `{"date": …, "half": "AM"|"PM"}`; a date alone is its first half, or its last where `edge` is `end`. */
  half(name: string, edge: 'start' | 'end' = 'start'): HalfDay {
    const value = this.#fields[name]
    if (typeof value === 'string') {
      if (isHalfDay(value)) return value
      return halfDay(this.date(name), edge === 'start' ? 'a' : 'p')
    }
    const at = this.of(name)
    const part = at.has('half') ? at.text('half').toUpperCase() : edge === 'start' ? 'AM' : 'PM'
    if (part !== 'AM' && part !== 'PM') throw new Unreadable(`${this.#at(name)}.half`)
    return halfDay(at.date('date'), part === 'AM' ? 'a' : 'p')
  }

  /** The first of some fields that is there. */
  first(...names: readonly string[]): string | undefined {
    return names.find(name => this.has(name))
  }

  /** A number whose field is called by one of some words: `after_hours`, `hours_outside`. */
  numberCalled(words: RegExp): number | undefined {
    const name = this.names().find(one => words.test(one) && this.is(one, 'number'))
    return name === undefined ? undefined : this.number(name)
  }

  /** `start` and `end`, in whichever order they stand. */
  stretch(): Stretch {
    return { from: this.half('start', 'start'), to: this.half('end', 'end') }
  }

  #at(name: string): string {
    return `${this.#path}.${name}`
  }
}

/** Half-days as days. */
export function inDays(halfDays: number): number {
  return halfDays / 2
}
