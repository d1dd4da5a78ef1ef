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

/** The minute asked for last: every rule of one turn asks for the same. */
let known = { minute: Number.NaN, zone: '', local: '' }

/** Wall-clock time of an instant in a zone, `YYYY-MM-DDTHH:MM`. */
export function localTime(ms: number, zone: string): string {
  const minute = Math.floor(ms / 60_000)
  if (known.minute !== minute || known.zone !== zone) {
    const local = zoned(ms, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
    known = { minute, zone, local }
  }
  return known.local
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
