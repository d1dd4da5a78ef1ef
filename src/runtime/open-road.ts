import type { Channel, Inbound } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import { localDate } from '../kernel/clock.ts'
import type { Person } from '../kernel/person.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { openAlarm } from './alarm.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import { openBulk } from './bulk.ts'
import { BURST } from './burst.ts'
import type { CareArea } from './care-area.ts'
import type { JobContext, Tools } from './context.ts'
import { openDialogues } from './dialogues.ts'
import { faultName } from './fault-name.ts'
import { isKnown, recordDone, recordWaiting } from './inbox.ts'
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
import { contextOf, type Guard, runTurn } from './turns.ts'
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
  /** How long pictures are waited for that come together, ms. */
  readonly burst?: number
  library(): TurnLibrary
}

export function openRoad(parts: RoadParts): Road {
  const { storage, clock, log, tools, channels } = parts
  const notices = () => parts.library().notices
  const outbox = openOutbox(tools.vault, row => sender.take(row))
  const alarm = openAlarm(tools.directory, notices, outbox)
  const errands = new Map(parts.areas.flatMap(area => Object.entries(area.errands ?? {})))
  const jobs = new Map([...parts.areas.flatMap(area => Object.entries(area.jobs)), ...UPKEEP])
  const tally = openTally()
  const turnParts = {
    tools,
    outbox,
    dialogues: openDialogues(tools.vault),
    areas: parts.areas,
    guard: parts.guard,
    alarm,
    library: parts.library,
    soon: (tx: Tx, errand: string, about: string) => timers.soon(tx, errand, about),
  }

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
    async apologise(tx, person, arrival, now) {
      const to = arrival.from ?? (await tools.directory.addressOf(tx, person))
      const first = await replyToDanger(tx, person, arrival, now)
      await sayPattern(tx, 'poison', { id: arrival.id, lane: person.id, ...to, reply: null }, now, first)
    },
  })
  const sender: Sender = openSender({
    storage,
    vault: tools.vault,
    clock,
    log,
    alarm,
    tally,
    channels,
    told: (tx, { lane, notice, values }, key, now) =>
      enqueue(tx, { id: `told:${key}`, lane, at: now, from: null, what: { type: 'told', notice, values } }),
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
      push: pusher(tx, now, tools.directory, notices, outbox),
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
    const person = await storage.read(tx => tools.directory.byContact(tx, event.channel, event.contact))
    const arrival = person && arrivalOf(event, person.id)
    if (arrival) return lanes.receive(arrival)
    await strangerOrGroup(event)
  }

  /** Groups, outsiders and people who are not on the roster get a fixed answer; nothing of theirs is kept. */
  async function strangerOrGroup(event: Inbound): Promise<void> {
    const { said, id, channel, contact, reply } = event
    const pattern = said.type === 'group' ? 'group' : said.type === 'outsider' ? 'outsider' : 'stranger'
    if (said.type === 'joined' || said.type === 'recalled') return
    const lane = `${channel}:${contact}`
    const arrival: Arrival = {
      id,
      lane,
      at: event.at,
      from: { channel, contact, reply },
      what: { type: 'unreadable' },
    }
    await storage.transaction(async tx => {
      if (await isKnown(tx, id)) return
      const now = clock.now()
      await sayPattern(tx, pattern, { id, lane, channel, contact, reply }, now)
      await recordDone(tx, arrival, now, { rev: 0, commands: pattern, effects: '' })
    })
  }

  /**
   * A turn that fails for good must not swallow words of despair: they are heard once more by themselves, so that
   * the contact is told and the safe reply given. Where hearing them is what fails, the apology must do.
   */
  async function replyToDanger(tx: Tx, person: Person, { id, what }: Arrival, now: number): Promise<string> {
    if (what.type !== 'text') return ''
    const context = contextOf(tx, turnParts, person, now)
    try {
      const heard = await tx.savepoint(() => parts.guard.hear({ ...context, key: id }, what.text))
      return heard.concern?.reply ?? ''
    } catch (error) {
      log.error({ event: id, fault: faultName(error) }, 'danger.not_heard')
      return ''
    }
  }

  async function sayPattern(
    tx: Tx,
    name: 'poison' | 'group' | 'outsider' | 'stranger',
    to: { id: string; lane: string; channel: string; contact: string; reply: Inbound['reply'] },
    now: number,
    first = '',
  ): Promise<void> {
    const { say } = parts.library().patterns[name]
    const text = Array.isArray(say) ? say[0] : say
    const { id, lane, channel, contact, reply } = to
    const message = { text: [first, text ?? ''].filter(Boolean).join('\n'), buttons: [], card: null }
    await outbox.put(tx, { key: `${name}/${id}`, lane, channel, contact, message, reply, onSent: null }, now)
  }

  return {
    receive,
    outbox,
    bulk,
    push: (tx, now) => pusher(tx, now, tools.directory, notices, outbox),
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
      await tools.attachments.sweep(storage)
      await storage.transaction(tx => scheduleUpkeep(tx, clock.now()))
      await sender.recover()
      await bulk.recover()
      await lanes.recover()
      for (const channel of channels.values()) await channel.start(receive)
      timers.start()
      bulk.start()
    },
    async settled() {
      while (lanes.busy() || sender.busy() || timers.busy() || bulk.busy())
        await new Promise(resolve => setImmediate(resolve))
    },
    async stop() {
      await timers.stop()
      await bulk.stop()
      for (const channel of channels.values()) await channel.stop()
      await lanes.stop()
      await sender.stop()
    },
  }
}
