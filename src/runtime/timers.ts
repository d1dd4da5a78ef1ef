import { asc, eq, lte, sql } from 'drizzle-orm'
import type { Clock } from '../kernel/clock.ts'
import { type Storage, statement, type Tx } from '../storage/storage.ts'
import type { Alarm } from './alarm.ts'
import type { JobContext, Tools } from './context.ts'
import type { Errand, Job } from './declare.ts'
import { lanesToWake } from './dialogues.ts'
import { faultName } from './fault-name.ts'
import type { Lanes } from './lanes.ts'
import type { Log } from './log.ts'
import type { Sender } from './sender.ts'

export interface TimerParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Log
  readonly alarm: Alarm
  readonly lanes: Lanes
  readonly sender: Pick<Sender, 'look'>
  readonly jobs: ReadonlyMap<string, Job>
  readonly errands: ReadonlyMap<string, Errand<unknown>>
  readonly tools: Tools
  jobContext(tx: Tx, now: number): JobContext
}

/** Rows, not `setTimeout`: what is due while the program is down is done once when it is up again. */
export interface Timers {
  start(): void
  /** Does everything that is due now; tests call it after moving the clock. */
  tick(): Promise<void>
  /** Writes an errand into this transaction and does it as soon as that is durable. */
  soon(tx: Tx, errand: string, about: string): Promise<void>
  busy(): boolean
  stop(): Promise<void>
}

const ERRAND = 'errand:'
const EVERY = 1_000
const AT_ONCE = 200
/** A job that fails is tried again after this, ms. */
const LATER = 60_000
/** What fails so often in a row does not pass by itself. */
const TOO_OFTEN = 3

export function openTimers(parts: TimerParts): Timers {
  const { storage, clock, log, lanes } = parts
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  const underWay = new Map<string, Promise<void>>()
  /** How often in a row a timer's work has failed, by key. */
  const failures = new Map<string, number>()

  function tick(): Promise<void> {
    running ??= due().finally(() => {
      running = null
    })
    return running
  }

  async function due(): Promise<void> {
    try {
      lanes.look()
      parts.sender.look()
      await wakeDialogues()
      await runJobs()
    } catch (error) {
      log.error({ fault: faultName(error) }, 'timers.failed')
    }
  }

  /** A conversation's timer is an event like any other: same inbox, same order. */
  async function wakeDialogues(): Promise<void> {
    for (;;) {
      const now = clock.now()
      const wake = await storage.read(tx => lanesToWake(tx, now, AT_ONCE))
      await Promise.all(
        wake.map(({ lane, rev }) =>
          lanes.receive({ id: `timer:${lane}:${rev}`, lane, at: now, from: null, what: { type: 'timer' } }),
        ),
      )
      if (wake.length < AT_ONCE) return
    }
  }

  async function runJobs(): Promise<void> {
    const now = clock.now()
    const rows = await storage.read(tx =>
      tx.db
        .select()
        .from(tx.t.timer)
        .where(lte(tx.t.timer.at, now))
        .orderBy(asc(tx.t.timer.at))
        .limit(AT_ONCE),
    )
    for (const row of rows) {
      const errand = errandOf(row.lane)
      await (errand
        ? runErrand(row.key, row.lane, errand, row.event)
        : runJob(row.key, row.lane, row.event, now))
    }
  }

  /** The row goes in the same transaction as the work; the job may write the next one under the same key. */
  async function runJob(key: string, name: string, about: string, now: number): Promise<void> {
    const job = parts.jobs.get(name)
    try {
      await storage.transaction(async tx => {
        const gone = await tx.db.delete(tx.t.timer).where(eq(tx.t.timer.key, key)).returning()
        if (gone.length > 0 && job) await job(parts.jobContext(tx, now), about)
      })
      failures.delete(key)
    } catch (error) {
      await putOff(key, name, error)
    }
  }

  function errandOf(name: string): Errand<unknown> | undefined {
    return name.startsWith(ERRAND) ? parts.errands.get(name.slice(ERRAND.length)) : undefined
  }

  /** One errand at a time per key, whether it was called for or found due. */
  function runErrand(key: string, name: string, errand: Errand<unknown>, about: string): Promise<void> {
    const running = underWay.get(key)
    if (running) return running
    const run = doErrand(key, name, errand, about).finally(() => underWay.delete(key))
    underWay.set(key, run)
    return run
  }

  async function doErrand(key: string, name: string, errand: Errand<unknown>, about: string): Promise<void> {
    try {
      const prepared = await errand.prepare(storage, parts.tools, about)
      try {
        await storage.transaction(async tx => {
          const gone = await tx.db.delete(tx.t.timer).where(eq(tx.t.timer.key, key)).returning()
          if (gone.length > 0) await errand.finish(parts.jobContext(tx, clock.now()), about, prepared)
        })
      } finally {
        await errand.tidy?.(parts.tools, prepared)
      }
      failures.delete(key)
    } catch (error) {
      await putOff(key, name, error)
    }
  }

  /** Where even this fails, the row stands as it is and is found due again. Never throws: nobody waits for it. */
  async function putOff(key: string, name: string, error: unknown): Promise<void> {
    log.error({ job: name, fault: faultName(error) }, 'job.failed')
    const failed = (failures.get(key) ?? 0) + 1
    failures.set(key, failed)
    try {
      await storage.transaction(async tx => {
        const now = clock.now()
        await tx.db
          .update(tx.t.timer)
          .set({ at: now + LATER })
          .where(eq(tx.t.timer.key, key))
        if (failed >= TOO_OFTEN) await parts.alarm(tx, 'job_failed', plainName(name), now)
      })
    } catch (second) {
      log.error({ job: name, fault: faultName(second) }, 'job.not_put_off')
    }
  }

  return {
    async soon(tx, name, about) {
      const errand = parts.errands.get(name)
      if (!errand) throw new Error(`There is no errand “${name}”.`)
      await schedule(tx, ERRAND + name, about, clock.now())
      tx.afterCommit(() => void runErrand(`${ERRAND}${name}:${about}`, ERRAND + name, errand, about))
    },
    busy: () => running !== null || underWay.size > 0,
    start() {
      timer = setInterval(() => void tick(), EVERY)
    },
    tick,
    async stop() {
      clearInterval(timer)
      await running
      await Promise.all(underWay.values())
    },
  }
}

/** A job's or an errand's name as its area lists it. */
function plainName(name: string): string {
  return name.startsWith(ERRAND) ? name.slice(ERRAND.length) : name
}

const p = sql.placeholder

const set = statement<{ key: string; lane: string; at: number; event: string }>()('timer.set', (db, t) =>
  db
    .insert(t.timer)
    .values({ key: p('key'), lane: p('lane'), at: p('at'), event: p('event') })
    .onConflictDoUpdate({ target: t.timer.key, set: { at: sql`excluded.at`, event: sql`excluded.event` } }),
)

/** Writes an errand into this transaction where nobody has the timers at hand: it is found due within a moment. */
export function scheduleErrand(tx: Tx, name: string, about: string, at: number): Promise<void> {
  return schedule(tx, ERRAND + name, about, at)
}

/** Sets or moves a job's timer. @param name the job's, as an area lists it */
export async function schedule(tx: Tx, name: string, about: string, at: number): Promise<void> {
  await tx.write(set, { key: `${name}:${about}`, lane: name, at, event: about })
}
