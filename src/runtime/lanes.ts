import type { Clock } from '../kernel/clock.ts'
import type { Person } from '../kernel/person.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { Vault } from '../storage/vault.ts'
import { type Arrival, together } from './arrival.ts'
import { burstOf, dueOf } from './burst.ts'
import { RevisionConflict } from './dialogues.ts'
import { faultName } from './fault-name.ts'
import {
  type Done,
  finishRow,
  isKnown,
  lanesWaiting,
  park,
  postpone,
  recordDone,
  recordWaiting,
  type Waiting,
  type Waits,
  waitingOf,
} from './inbox.ts'
import type { Prepare, Prepared } from './prepare.ts'
import { type AsideParts, putAside } from './put-aside.ts'

/** What lanes stand on. */
export interface LaneParts extends AsideParts {
  readonly storage: Storage
  readonly vault: Vault
  readonly clock: Clock
  /** One turn, inside the transaction. */
  turn(tx: Tx, person: Person, arrivals: readonly Arrival[], now: number): Promise<Done>
  /** Fetches the files of an arrival before its turn. */
  prepare: Prepare
  /** How long pictures are waited for that come together, ms. */
  readonly burst: number
}

/** Order per person, different people in parallel: one turn of a lane at a time, its events in order. */
export interface Lanes {
  /** Resolves once the event is durable (and usually answered): then it may be acknowledged. */
  receive(arrival: Arrival): Promise<void>
  /** Looks for waiting events of a lane. */
  wake(lane: string): void
  /** Takes up everything that waits: after a start. */
  recover(): Promise<void>
  /** Looks at every lane that waits for a time to come: the clock may have moved. */
  look(): void
  /** Whether a turn is under way. */
  busy(): boolean
  /** Lets the turns under way finish and begins no new ones. */
  stop(): Promise<void>
}

const BATCH = 20
const TRIES = 3

export function openLanes(parts: LaneParts): Lanes {
  const { storage, vault, clock, log, tally } = parts
  /** Lanes with a turn under way; true = look again when it is over. */
  const busy = new Map<string, boolean>()
  const timers = new Map<string, NodeJS.Timeout>()
  let stopping = false
  let idle: (() => void) | null = null

  /**
   * The straight road: nothing of this lane is under way and nothing waits, so the inbox row and the turn share one
   * commit. Whoever writes a waiting row wakes its lane, so that `busy` and `timers` know of every one.
   */
  async function receive(arrival: Arrival): Promise<void> {
    const { lane } = arrival
    if (stopping || busy.has(lane) || timers.has(lane) || arrival.what.type === 'files') {
      const fresh = await keep(arrival, arrival.what.type === 'files' ? parts.burst : 0)
      if (fresh) wakeIn(lane, arrival.what.type === 'files' ? parts.burst : 0)
      return
    }
    busy.set(lane, false)
    try {
      await storage.transaction(async tx => {
        const now = clock.now()
        const person = await parts.personOf(tx, lane)
        if (!person) return
        const done = await parts.turn(tx, person, [arrival], now)
        await recordDone(tx, arrival, now, done)
        tx.afterCommit(() => tally.add('turns.done'))
      })
    } catch (error) {
      const wait = backoff(0)
      // A second copy fails too, at its inbox row, and leaves nothing: only here is it worth looking for.
      if (!(await keep(arrival, wait, 1))) return tally.add('turns.again')
      log.warn({ lane, event: arrival.id, fault: faultName(error) }, 'turn.failed')
      tally.add('turns.failed')
      wakeIn(lane, wait)
    } finally {
      over(lane)
    }
  }

  /** Makes an event durable for a turn later. False when it came before. */
  function keep(arrival: Arrival, wait: number, tries = 0): Promise<boolean> {
    return storage.transaction(async tx => {
      if (await isKnown(tx, arrival.id)) return false
      const now = clock.now()
      await recordWaiting(tx, vault, arrival, now, { tries, nextAt: now + wait })
      return true
    })
  }

  function wake(lane: string): void {
    if (stopping) return
    if (busy.has(lane)) return void busy.set(lane, true)
    busy.set(lane, false)
    void work(lane).finally(() => over(lane))
  }

  function wakeIn(lane: string, wait: number): void {
    if (wait <= 0) return wake(lane)
    if (timers.has(lane)) return
    const timer = setTimeout(() => {
      timers.delete(lane)
      wake(lane)
    }, wait)
    timers.set(lane, timer)
  }

  function over(lane: string): void {
    const again = busy.get(lane) === true
    busy.delete(lane)
    if (again) wake(lane)
    if (stopping && busy.size === 0) idle?.()
  }

  /** Everything that waits in a lane, oldest first; what is not due yet holds up what came after it. */
  async function work(lane: string): Promise<void> {
    try {
      const { waiting, broken } = await storage.read(tx => waitingOf(tx, vault, lane, BATCH))
      if (broken.length > 0) {
        await lose(lane, broken)
        return void busy.set(lane, true)
      }
      const [first] = waiting
      if (!first) return
      const now = clock.now()
      const pictures = burstOf(waiting, first, parts.burst)
      const wait = pictures.at - now
      if (wait > 0) return wakeIn(lane, wait)
      // A batch that failed once is taken one by one, so that one bad message does not hold up the rest.
      const due = first.tries > 0 ? [first] : dueOf(waiting, pictures, now)
      await take(lane, due)
      busy.set(lane, true)
    } catch (error) {
      log.error({ lane, fault: faultName(error) }, 'lane.failed')
      wakeIn(lane, backoff(3))
    }
  }

  async function take(lane: string, due: readonly Waiting[]): Promise<void> {
    const prepared: Prepared[] = []
    for (const { arrival } of due) prepared.push(await parts.prepare(arrival))
    const ready = due.map((waiting, at) => ({
      ...waiting,
      arrival: prepared[at]?.arrival ?? waiting.arrival,
    }))
    let heard = false
    try {
      await storage.transaction(async tx => {
        const now = clock.now()
        const person = await parts.personOf(tx, lane)
        if (!person) {
          for (const { seq } of ready) await park(tx, seq, 'NOT_FOUND', now)
          return
        }
        for (const { record } of prepared) await record(tx, now)
        const done = await parts.turn(tx, person, together(ready.map(w => w.arrival)), now)
        for (const { seq } of ready) await finishRow(tx, seq, done)
        tx.afterCommit(() => {
          heard = true
          tally.add('turns.done')
        })
      })
    } catch (error) {
      await failed(lane, ready, error)
    } finally {
      if (!heard) for (const { drop } of prepared) await drop()
    }
  }

  async function failed(lane: string, due: readonly Waiting[], error: unknown): Promise<void> {
    const fault = faultName(error)
    log.warn({ lane, events: due.length, fault }, 'turn.failed')
    await storage.transaction(async tx => {
      const now = clock.now()
      for (const { seq, tries, arrival } of due) {
        const conflict = error instanceof RevisionConflict
        if (tries + 1 < TRIES || conflict) {
          await postpone(tx, seq, conflict ? tries : tries + 1, now + backoff(tries))
          tally.add('turns.failed')
          continue
        }
        await putAside(tx, parts, { seq, arrival, fault, now })
      }
    })
  }

  /** What cannot be opened any more: its words are lost, and who said them is told so. */
  async function lose(lane: string, broken: Waits['broken']): Promise<void> {
    log.error({ lane, events: broken.length, fault: 'SEAL_BROKEN' }, 'event.broken')
    await storage.transaction(async tx => {
      for (const { seq, id, at } of broken) {
        const arrival: Arrival = { id, lane, at, from: null, what: { type: 'unreadable' } }
        await putAside(tx, parts, { seq, arrival, fault: 'SEAL_BROKEN', now: clock.now() })
      }
    })
  }

  return {
    receive,
    wake,
    busy: () => busy.size > 0,
    look() {
      for (const [lane, timer] of timers) {
        clearTimeout(timer)
        timers.delete(lane)
        wake(lane)
      }
    },
    async recover() {
      for (const lane of await storage.read(lanesWaiting)) wake(lane)
    },
    async stop() {
      stopping = true
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
      if (busy.size > 0)
        await new Promise<void>(resolve => {
          idle = resolve
        })
    },
  }
}

/** 0.5 s, 2 s, 8 s …, with jitter. */
function backoff(tries: number): number {
  return Math.min(60_000, 500 * 4 ** tries) * (0.75 + Math.random() / 2)
}
