import { addDays } from './half-day.ts'

/** Where time comes from. Milliseconds UTC; injected everywhere, so that tests and the trial mode can move it. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that runs with the system's but can be moved forward (trial mode, tests); it never goes back. */
export interface MovableClock extends Clock {
  forward(ms: number): void
}

export function movableClock(base: Clock = systemClock): MovableClock {
  let ahead = 0
  return {
    now: () => base.now() + ahead,
    forward: ms => {
      ahead += Math.max(0, ms)
    },
  }
}

/** Times asked for lately: every rule of a turn asks for the same, and Temporal takes 5 µs and more for each. */
const locals = new Map<string, string>()
const instants = new Map<string, number>()
const REMEMBERED = 256

/** Wall-clock time of an instant in a zone, `YYYY-MM-DDTHH:MM`. */
export function localTime(ms: number, zone: string): string {
  return remembered(locals, `${Math.floor(ms / 60_000)} ${zone}`, () =>
    Temporal.Instant.fromEpochMilliseconds(ms)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' }),
  )
}

/** Calendar date of an instant in a zone, `YYYY-MM-DD`. */
export function localDate(ms: number, zone: string): string {
  return localTime(ms, zone).slice(0, 10)
}

/** The instant (ms UTC) of a wall-clock time `YYYY-MM-DDTHH:MM[:SS]` in a zone. */
export function instantOf(local: string, zone: string): number {
  return remembered(
    instants,
    `${local} ${zone}`,
    () => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds,
  )
}

/** The first moment (ms UTC), not before `ms`, at which a full hour begins in a zone. */
export function nextHour(ms: number, hour: number, zone: string): number {
  const date = localDate(ms, zone)
  const time = `${hour}`.padStart(2, '0')
  const today = instantOf(`${date}T${time}:00`, zone)
  return today >= ms ? today : instantOf(`${addDays(date, 1)}T${time}:00`, zone)
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= REMEMBERED) known.clear()
  const made = make()
  known.set(key, made)
  return made
}
