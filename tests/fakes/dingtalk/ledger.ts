import type { Clock } from './clock.ts'

/** Something the client did that DingTalk's protocol does not allow. */
export interface Violation {
  kind: string
  detail: string
  connectionId: string
  at: number
}

export interface Distribution {
  count: number
  p50: number
  p90: number
  p99: number
  max: number
}

/** Samples of one latency, in milliseconds. */
export interface Samples {
  add(ms: number): void
  distribution(): Distribution
  clear(): void
}

export function createSamples(): Samples {
  let values: number[] = []
  return {
    add(ms) {
      values.push(ms)
    },
    distribution: () => distributionOf(values),
    clear() {
      values = []
    },
  }
}

export interface Violations {
  add(kind: string, detail: string, connectionId?: string): void
  list(): readonly Violation[]
  clear(): void
}

export function createViolations(clock: Clock): Violations {
  const list: Violation[] = []
  return {
    add(kind, detail, connectionId = '') {
      list.push({ kind, detail, connectionId, at: clock.now() })
    },
    list: () => list,
    clear() {
      list.length = 0
    },
  }
}

function distributionOf(values: readonly number[]): Distribution {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))])
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: round(sorted.at(-1)) }
}

function round(ms: number | undefined): number {
  return ms === undefined ? 0 : Math.round(ms * 1000) / 1000
}
