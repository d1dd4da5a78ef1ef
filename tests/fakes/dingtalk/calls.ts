import type { ApiName } from './api-names.ts'
import type { Clock } from './clock.ts'
import { createSignal, type Signal } from './signal.ts'

/** One HTTP request as the fake saw it. */
export interface CallRecord {
  api: ApiName
  /** HTTP status of the answer; 0 where none was given (hang, reset). */
  status: number
  /** The access token that came along, if any. */
  token: string
  at: number
}

/** What was called, how often, and with which token. */
export interface Calls {
  count(api: ApiName): void
  add(record: Omit<CallRecord, 'at'>): void
  /** How often this door was knocked at, refusals included. */
  of(api: ApiName): number
  counts(): Partial<Record<ApiName, number>>
  /** The latest calls, oldest first (at most 10,000). */
  recent(): readonly CallRecord[]
  /** A request came in whole; its fault, if one was ordered, is chosen. */
  arrived: Signal<ApiName>
  /** A request was answered, or was left without an answer on purpose. */
  happened: Signal<CallRecord>
  /** Whether single calls are remembered; counters always are. A load turns it off. */
  remember: boolean
  clear(): void
}

const KEPT = 10_000

export function createCalls(clock: Clock): Calls {
  const counters = new Map<ApiName, number>()
  let records: CallRecord[] = []
  const happened = createSignal<CallRecord>()
  const arrived = createSignal<ApiName>()
  const count = (api: ApiName) => {
    counters.set(api, (counters.get(api) ?? 0) + 1)
  }
  const calls: Calls = {
    remember: true,
    happened,
    arrived,
    count,
    add(given) {
      count(given.api)
      if (!calls.remember) return
      const record = { ...given, at: clock.now() }
      records.push(record)
      if (records.length >= 2 * KEPT) records = records.slice(-KEPT)
      happened.emit(record)
    },
    of: api => counters.get(api) ?? 0,
    counts: () => Object.fromEntries(counters),
    recent: () => records.slice(-KEPT),
    clear() {
      counters.clear()
      records = []
    },
  }
  return calls
}
