import type { Channel, Inbound } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import { localDate } from '../kernel/clock.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { openAlarm } from './alarm.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import { openBulk } from './bulk.ts'
import { BURST } from './burst.ts'
import type { CareArea } from './care-area.ts'
import type { JobContext, Tools } from './context.ts'
import { privacyOf, topicsOf } from './declared-privacy.ts'
import { openDialogues } from './dialogues.ts'
import type { Doorman } from './doorman.ts'
import type { Guard } from './events-of.ts'
import { faultName } from './fault-name.ts'
import { openFixedReplies } from './fixed-replies.ts'
import { isKnown, recordWaiting } from './inbox.ts'
import { type Lanes, openLanes } from './lanes.ts'
import type { Log } from './log.ts'
import { type Fate, openOutbox } from './outbox.ts'
import { preparer } from './prepare.ts'
import { pusher } from './push.ts'
import { REMINDERS } from './reminders.ts'
import type { Road } from './road.ts'
import { dueAgain, waitingAgain } from './second-chance.ts'
import { openSender, type Sender } from './sender.ts'
import { openTally } from './tally.ts'
import { openTimers, schedule } from './timers.ts'
import { runTurn } from './turns.ts'
import { scheduleUpkeep, UPKEEP } from './upkeep.ts'
import type { TurnLibrary } from './world-of.ts'

export interface RoadParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Log
  readonly tools: Tools
  readonly areas: readonly CareArea[]
  readonly channels: ReadonlyMap<string, Channel>
  readonly guard: Guard
  readonly doorman: Doorman
  /** How long pictures are waited for that come together, ms. */
  readonly burst?: number
  library(): TurnLibrary
}

export function openRoad(parts: RoadParts): Road {
  const { storage, clock, log, tools, channels } = parts
  const notices = () => parts.library().notices
  const outbox = openOutbox(tools.vault, tools.directory, row => sender.take(row))
  const privacy = { privacyOf: privacyOf(parts.areas), topicsOf: topicsOf(parts.areas, tools) }
  const pushing = { directory: tools.directory, notices, outbox, ...privacy }
  const alarm = openAlarm(pushing)
  const errands = new Map(parts.areas.flatMap(area => Object.entries(area.errands ?? {})))
  const jobs = new Map([...parts.areas.flatMap(area => Object.entries(area.jobs)), ...UPKEEP])
  const tally = openTally()
  let stopping = false
  let sweeping: Promise<void> = Promise.resolve()
  const turnParts = {
    tools,
    outbox,
    dialogues: openDialogues(tools.vault),
    areas: parts.areas,
    guard: parts.guard,
    alarm,
    ...privacy,
    library: parts.library,
    soon: (tx: Tx, errand: string, about: string) => timers.soon(tx, errand, about),
  }

  const replies = openFixedReplies({
    storage,
    clock,
    log,
    turnParts,
    doorman: parts.doorman,
    push: (tx, now) => pusher(tx, now, pushing),
  })
  const lanes: Lanes = openLanes({
    storage,
    vault: tools.vault,
    clock,
    log,
    alarm,
    tally,
    turn: (tx, person, arrivals, now) => runTurn(tx, turnParts, person, arrivals, now),
    personOf: (tx, lane) => tools.directory.byId(tx, lane),
    burst: parts.burst ?? BURST,
    prepare: preparer(storage, tools.attachments, channels, log),
    apologise: replies.apologise,
  })
  const sender: Sender = openSender({
    storage,
    vault: tools.vault,
    clock,
    log,
    alarm,
    tally,
    channels,
    directory: tools.directory,
    told: (tx, { lane, notice, values, once }, key, now) =>
      enqueue(tx, {
        id: `told:${once ?? key}`,
        lane,
        at: now,
        from: null,
        what: { type: 'told', notice, values },
      }),
    fate,
  })
  const bulk = openBulk({
    storage,
    vault: tools.vault,
    clock,
    get calendar() {
      return tools.calendar
    },
    zone: tools.zone,
    log,
    alarm,
    tally,
    channels,
    channel: tools.directory.channel,
    reminders: () => tools.policy(REMINDERS),
    notices,
  })
  const timers = openTimers({
    storage,
    clock,
    log,
    alarm,
    lanes,
    sender,
    jobs,
    errands,
    tools,
    jobContext,
  })

  function jobContext(tx: Tx, now: number): JobContext {
    return {
      tx,
      now,
      today: localDate(now, tools.zone),
      tools,
      push: pusher(tx, now, pushing),
      alarm,
      later: (job, about, at) => schedule(tx, job, about, at),
      bulk: bulk.put(tx, now),
      tell: (lane, what, id) => enqueue(tx, { id, lane, at: now, from: null, what }),
    }
  }

  /** With the mark of the row where that works at once; where the job fails, its timer tries again. */
  async function fate(tx: Tx, fates: readonly Fate[], how: string, now: number): Promise<void> {
    for (const { job, about } of fates) {
      const run = jobs.get(job)
      const outcome = `${how} ${about}`
      try {
        await tx.savepoint(async () => run?.(jobContext(tx, now), outcome))
      } catch (error) {
        log.error({ job, fault: faultName(error) }, 'job.failed')
        await schedule(tx, job, outcome, now)
      }
    }
  }

  /** An event that belongs to what this transaction does: durable with it, taken up after it. */
  async function enqueue(tx: Tx, arrival: Arrival): Promise<void> {
    const { id, lane, at } = arrival
    if (await isKnown(tx, id)) return
    await recordWaiting(tx, tools.vault, arrival, at, { tries: 0, nextAt: at })
    tx.afterCommit(() => lanes.wake(lane))
  }

  async function receive(event: Inbound): Promise<void> {
    const { channel, contact } = event
    const person =
      tools.directory.remembered(channel, contact) ??
      (await storage.read(tx => tools.directory.byContact(tx, channel, contact)))
    const arrival = person && arrivalOf(event, person.id)
    if (arrival) return lanes.receive(arrival)
    await replies.toStranger(event)
  }

  return {
    receive,
    outbox,
    bulk,
    push: (tx, now) => pusher(tx, now, pushing),
    alarm,
    timers,
    tally,
    resend: seq =>
      storage.transaction(async tx => {
        const row = await dueAgain(tx, tools.vault, seq, clock.now())
        tx.afterCommit(() => (row ? sender.take(row) : void bulk.tick()))
      }),
    retake: seq =>
      storage.transaction(async tx => {
        const lane = await waitingAgain(tx, seq, clock.now())
        tx.afterCommit(() => lanes.wake(lane))
      }),
    async start() {
      const always = parts.areas.flatMap(area => area.always ?? [])
      await storage.transaction(tx => scheduleUpkeep(tx, always, clock.now()))
      await sender.recover()
      await bulk.recover()
      await lanes.recover()
      for (const channel of channels.values()) await channel.start(receive)
      timers.start()
      bulk.start()
      // Last: a folder of a million files must not keep anybody waiting.
      sweeping = tools.attachments
        .sweep(storage, () => stopping)
        .catch(error => log.error({ fault: faultName(error) }, 'files.not_swept'))
    },
    async settled() {
      await sweeping
      while (lanes.busy() || sender.busy() || timers.busy() || bulk.busy())
        await new Promise(resolve => setImmediate(resolve))
    },
    async stop() {
      stopping = true
      await sweeping
      await timers.stop()
      await bulk.stop()
      for (const channel of channels.values()) await channel.stop()
      await lanes.stop()
      await sender.stop()
    },
  }
}
