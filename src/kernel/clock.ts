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

/** Minutes asked for lately: every rule of a turn asks for the same, and Temporal takes 5 µs for each. */
const known = new Map<string, string>()
const REMEMBERED = 256

/** Wall-clock time of an instant in a zone, `YYYY-MM-DDTHH:MM`. */
export function localTime(ms: number, zone: string): string {
  const key = `${Math.floor(ms / 60_000)} ${zone}`
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= REMEMBERED) known.clear()
  const local = zoned(ms, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  known.set(key, local)
  return local
}

/** Calendar date of an instant in a zone, `YYYY-MM-DD`. */
export function localDate(ms: number, zone: string): string {
  return localTime(ms, zone).slice(0, 10)
}

/** The instant (ms UTC) of a wall-clock time `YYYY-MM-DDTHH:MM[:SS]` in a zone. */
export function instantOf(local: string, zone: string): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
}

function zoned(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
}
