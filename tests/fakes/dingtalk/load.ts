import type { Delivery } from './inbox.ts'
import { createSamples, type Distribution } from './ledger.ts'
import type { Messages } from './messages.ts'
import type { Utterance } from './utterance.ts'
import type { World } from './world.ts'

/** What somebody says next; `null` = nothing until the bot writes to them. */
export type NextText = (
  conversation: number,
  turn: number,
  lastReply: Delivery | undefined,
) => Utterance | null

export interface LoadOptions {
  /** People who talk, one conversation each (default 1,000). */
  conversations?: number
  /** Closed loop: so many messages wait for their reply at any time (default 64). */
  inFlight?: number
  /** Open loop instead: so many messages a second, at Poisson moments. */
  rate?: number
  /** Replies to measure (default 10,000). */
  messages?: number
  /** Replies before the measuring starts (default 0). */
  warmUp?: number
  nextText?: NextText
  userid?: (conversation: number) => string
  /** After so long a message counts as unanswered (default 10 s). */
  replyTimeoutMs?: number
}

export interface LoadReport {
  messages: number
  seconds: number
  perSecond: number
  /** Frame sent → reply received, milliseconds. */
  reply: Distribution
  /** Frame sent → ack received, milliseconds. */
  ack: Distribution
  unanswered: number
  /** Messages of the bot that nobody was waiting for. */
  proactive: number
  violations: number
  /** What the fake itself cost, in microseconds of CPU. */
  cpuUsPerMessage: number
}

interface Talk {
  number: number
  userid: string
  turn: number
  lastReply: Delivery | undefined
  /** When the message that waits for a reply was sent; 0 = none does. */
  sentAt: number
  parked: boolean
  /** Sessions of the last two messages; older ones are forgotten, to keep memory flat. */
  sessions: string[]
}

/** Many people at once, and how long the bot takes. Resolves when enough replies came, or nobody speaks. */
export function runLoad(world: World, say: Messages['say'], options: LoadOptions): Promise<LoadReport> {
  return new Promise(resolve => new Load(world, say, options, resolve).start())
}

const SWEEP_MS = 250

class Load {
  #world: World
  #say: Messages['say']
  #options: LoadOptions
  #resolve: (report: LoadReport) => void
  #nextText: NextText
  #inFlight: number
  #rate: number
  #warmUp: number
  #target: number
  #talks: Talk[]
  #ready: Talk[]
  #undos: (() => void)[] = []
  #timers: NodeJS.Timeout[] = []
  #reply = createSamples()
  #outstanding = 0
  #answered = 0
  #unanswered = 0
  #proactive = 0
  #filling = false
  #nextArrival = performance.now()
  #startedAt = performance.now()
  #startedCpu = process.cpuUsage()
  #violationsBefore: number
  /** What was measured; from then on nothing is said, and what is out is waited for. */
  #measured: Omit<LoadReport, 'unanswered' | 'proactive' | 'violations'> | undefined

  constructor(
    world: World,
    say: Messages['say'],
    options: LoadOptions,
    resolve: (report: LoadReport) => void,
  ) {
    this.#world = world
    this.#say = say
    this.#options = options
    this.#resolve = resolve
    this.#nextText = options.nextText ?? ((conversation, turn) => `第${conversation}人的第${turn}句`)
    this.#inFlight = options.inFlight ?? 64
    this.#rate = options.rate ?? 0
    this.#warmUp = options.warmUp ?? 0
    this.#target = this.#warmUp + (options.messages ?? 10_000)
    this.#talks = talksOf(world, options)
    this.#ready = [...this.#talks]
    this.#violationsBefore = world.violations.list().length
  }

  start(): void {
    for (const talk of this.#talks) {
      this.#undos.push(this.#world.inbox.divert(talk.userid, message => this.#onMessage(talk, message)))
    }
    this.#world.calls.remember = false
    this.#timers.push(setInterval(() => this.#sweep(), SWEEP_MS))
    if (this.#warmUp === 0) this.#measureFromHere()
    // Timers fire once a millisecond at best: what fell due meanwhile is sent together.
    if (this.#rate > 0) this.#timers.push(setInterval(() => this.#arrive(), 1))
    else this.#fill()
  }

  /** The next who has something to say says it; false = nobody has. */
  #speak(): boolean {
    for (let talk = this.#ready.shift(); talk !== undefined; talk = this.#ready.shift()) {
      const words = this.#nextText(talk.number, talk.turn, talk.lastReply)
      if (words === null) {
        talk.parked = true
        continue
      }
      talk.turn += 1
      talk.sentAt = performance.now()
      this.#outstanding += 1
      talk.sessions.push(this.#say(talk.userid, words, { forget: true }).sessionId)
      if (talk.sessions.length > 2) this.#world.sessions.forget(talk.sessions.shift() ?? '')
      return true
    }
    return false
  }

  #fill(): void {
    this.#filling = false
    while (this.#measured === undefined && this.#outstanding < this.#inFlight && this.#speak());
  }

  #arrive(): void {
    for (const now = performance.now(); this.#measured === undefined && this.#nextArrival <= now; ) {
      this.#speak()
      this.#nextArrival += (-Math.log(1 - this.#world.random.next()) / this.#rate) * 1000
    }
  }

  #onMessage(talk: Talk, message: Delivery): void {
    talk.lastReply = message
    if (talk.sentAt === 0) {
      this.#proactive += 1
      if (talk.parked) this.#free(talk)
      return
    }
    this.#reply.add(performance.now() - talk.sentAt)
    this.#answered += 1
    this.#free(talk)
    if (this.#answered === this.#warmUp) this.#measureFromHere()
    if (this.#answered === this.#target) this.#measureToHere()
    this.#endWhenQuiet()
  }

  #free(talk: Talk): void {
    if (talk.sentAt > 0) this.#outstanding -= 1
    talk.sentAt = 0
    talk.parked = false
    this.#ready.push(talk)
    // Replies of one turn of the event loop are followed up together: fewer system calls, less CPU here.
    if (this.#rate > 0 || this.#filling) return
    this.#filling = true
    setImmediate(() => this.#fill())
  }

  /** Gives up on replies that do not come, and ends a load in which nobody has anything left to say. */
  #sweep(): void {
    const limit = performance.now() - (this.#options.replyTimeoutMs ?? 10_000)
    for (const talk of this.#talks) {
      if (talk.sentAt === 0 || talk.sentAt > limit) continue
      this.#unanswered += 1
      this.#free(talk)
    }
    if (this.#outstanding === 0 && this.#ready.length === 0 && this.#measured === undefined)
      this.#measureToHere()
    this.#endWhenQuiet()
  }

  #measureFromHere(): void {
    this.#reply.clear()
    this.#world.pushes.attempts.latency.clear()
    this.#startedAt = performance.now()
    this.#startedCpu = process.cpuUsage()
  }

  #measureToHere(): void {
    const seconds = (performance.now() - this.#startedAt) / 1000
    const { user, system } = process.cpuUsage(this.#startedCpu)
    const messages = Math.max(0, this.#answered - this.#warmUp)
    this.#measured = {
      messages,
      seconds: Math.round(seconds * 1000) / 1000,
      perSecond: Math.round(messages / seconds),
      reply: this.#reply.distribution(),
      ack: this.#world.pushes.attempts.latency.distribution(),
      cpuUsPerMessage: Math.round((user + system) / Math.max(1, messages)),
    }
  }

  #endWhenQuiet(): void {
    if (this.#measured === undefined || this.#outstanding > 0) return
    for (const timer of this.#timers) clearInterval(timer)
    for (const undo of this.#undos) undo()
    this.#world.calls.remember = true
    this.#resolve({
      ...this.#measured,
      unanswered: this.#unanswered,
      proactive: this.#proactive,
      violations: this.#world.violations.list().length - this.#violationsBefore,
    })
  }
}

function talksOf(world: World, { conversations = 1_000, userid }: LoadOptions): Talk[] {
  return Array.from({ length: conversations }, (_, at) => {
    const number = at + 1
    const id = userid?.(number) ?? `sample-load-${String(number).padStart(6, '0')}`
    if (world.people.get(id) === undefined) world.people.add({ userid: id })
    return { number, userid: id, turn: 0, lastReply: undefined, sentAt: 0, parked: false, sessions: [] }
  })
}
