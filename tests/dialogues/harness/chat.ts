import { deepStrictEqual } from 'node:assert'
import type { Message } from '../../../src/dialogue/compose.ts'
import type { Answer, Event, Outcome, Request } from '../../../src/dialogue/event.ts'
import { freshState, type State } from '../../../src/dialogue/state.ts'
import { type Turned, turn } from '../../../src/dialogue/turn.ts'
import type { FileRef, Value } from '../../../src/dialogue/value.ts'
import { ANYWHERE, type Me, type Place, type World } from '../../../src/dialogue/world.ts'
import { instantOf, localTime, nextHour } from '../../../src/kernel/clock.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { heard, NOTHING_HEARD } from './guard.ts'
import type { TestLibrary } from './library.ts'
import { peopleIn } from './people.ts'

export const ZONE = 'Asia/Shanghai'
const calendar = chineseCalendar()
/** Nudges wait over night. */
const QUIET = { from: 22, to: 8 }

/** One effect that a turn ran. */
export interface Ran {
  name: string
  key: string
  frame: string
  with: Readonly<Record<string, Value>>
}

/** How the world around a conversation answers; the pure engine sees nothing else. */
export interface Surroundings {
  library: TestLibrary
  me: Me
  /** Where the conversation is held; without it where everything may be spoken of. */
  place?: Place
  lookup(name: string, inputs: Readonly<Record<string, Value>>): Value | null
  outcome(ran: Ran): Outcome
}

/** Without the head that every event has. */
export type Happening = Event extends infer E
  ? E extends Event
    ? Omit<E, 'id' | 'at' | 'fresh'>
    : never
  : never

/** One person's conversation over the pure engine: the state goes through JSON at each turn. */
export class Chat {
  state: State = freshState()
  now: number
  /** When the conversation wants to be woken. */
  wakeAt: number | null = null
  /** Messages that had buttons, with their card numbers. */
  readonly cards: Message[] = []
  readonly around: Surroundings
  /** Since they were last looked at. */
  ran: Ran[] = []
  relayed: string[] = []
  kept: { id: string; text: string }[] = []
  forgotten: string[] = []
  alerts: string[] = []
  last: Turned | null = null
  /** Text of the last event. */
  said = ''
  /** Every frame there ever was, with its flow. */
  readonly frames = new Map<string, string>()
  /** Look-ups since they were last looked at. */
  readonly lookedUp: { name: string; with: Readonly<Record<string, Value>> }[] = []
  /** How effects went since that was last looked at. */
  readonly outcomes: (Pick<Ran, 'name' | 'frame'> & Partial<Ran> & { outcome: Outcome })[] = []
  /** Ids of what was said, by text, for taking a message back. */
  readonly ids = new Map<string, string>()
  private readonly pieces = new Set<string>()
  private count = 0
  private memory = NOTHING_HEARD

  constructor(around: Surroundings, clock: string) {
    this.around = around
    this.now = instantOf(clock, ZONE)
  }

  /** The buttons that count now. */
  get card(): Message | undefined {
    return this.cards.at(-1)
  }

  text(text: string, card?: number): Happening {
    const { hearing, memory } = heard(text, this.state.concern !== null, this.memory)
    this.memory = memory
    const { secret, concern, sounds, aid } = hearing
    if (secret) return { type: 'secret', ...(concern && { concern }) }
    const more = { ...(concern ? { concern } : {}), ...(sounds ? { sounds } : {}), ...(aid ? { aid } : {}) }
    return { type: 'text', text, ...(card === undefined ? {} : { card }), ...more }
  }

  file(kind: FileRef['kind'], bytes: number): FileRef {
    // What a document says of its maker stays in it.
    return { id: `file${++this.count}`, kind, bytes, ...(kind === 'image' ? {} : { traces: true }) }
  }

  event(happening: Happening, id = `event${++this.count}`): Event {
    this.said = happening.type === 'text' ? happening.text : ''
    this.ids.set(this.said, id)
    return { ...happening, id, at: this.now, fresh: `frame${this.count}` } as Event
  }

  /** One turn over these events. A few seconds pass, as they do between people. */
  take(...happenings: Happening[]): Message | null {
    this.now += 7_000
    return this.run(happenings.map(h => this.event(h)))
  }

  run(events: readonly Event[]): Message | null {
    const before = frozen(JSON.parse(JSON.stringify(this.state)) as State)
    const running = turn(before, events, this.world())
    let step = running.next()
    while (!step.done) step = running.next(this.answer(step.value))
    const turned = step.value
    // The road remembers the value itself, a restart reads what was written: they must be the same.
    this.state = JSON.parse(JSON.stringify(turned.state)) as State
    deepStrictEqual(turned.state, this.state)
    this.last = turned
    for (const frame of turned.state.stack) this.frames.set(frame.id, frame.flow)
    this.wakeAt = turned.wakeAt
    this.forgotten.push(...turned.forgotten)
    this.alerts.push(...turned.alerts)
    if (turned.message && turned.message.card !== null) this.cards.push(turned.message)
    return turned.message
  }

  /** Moves the clock, doing what is due on the way. */
  pass(ms: number): (Message | null)[] {
    const until = this.now + ms
    const messages: (Message | null)[] = []
    while (this.wakeAt !== null && this.wakeAt <= until) {
      this.now = Math.max(this.now, this.wakeAt)
      messages.push(this.timer())
    }
    this.now = until
    return messages
  }

  /** The bot stands still for a while: afterwards what was due is done at once. */
  stop(ms: number): (Message | null)[] {
    this.now += ms
    const messages: (Message | null)[] = []
    while (this.wakeAt !== null && this.wakeAt <= this.now) messages.push(this.timer())
    return messages
  }

  private timer(): Message | null {
    const message = this.run([this.event({ type: 'timer' })])
    if (this.wakeAt !== null && this.wakeAt <= this.now) throw new Error('A timer woke the bot for nothing.')
    return message
  }

  private answer(request: Request): Answer {
    switch (request.do) {
      case 'lookup':
        this.lookedUp.push(request)
        return { value: this.around.lookup(request.name, request.with) }
      case 'run': {
        this.ran.push(request)
        const outcome = this.around.outcome(request)
        this.outcomes.push({ ...request, outcome })
        return outcome
      }
      case 'keep':
        // Each is a row of its own.
        if (this.pieces.has(request.id)) throw new Error(`a piece was kept twice: ${request.id}`)
        this.pieces.add(request.id)
        this.kept.push(request)
        return undefined
      case 'relay':
        this.relayed.push(request.text)
        return undefined
    }
  }

  private world(): World {
    const { library, me } = this.around
    return {
      flows: library.flows,
      pinned: (id, hash) => library.older.find(f => f.id === id && f.hash === hash) ?? null,
      patterns: library.patterns,
      terms: library.terms,
      words: library.words,
      read: library.read,
      calendar,
      me,
      place: this.around.place ?? ANYWHERE,
      people: peopleIn,
      local: ms => localTime(ms, ZONE),
      quiet: QUIET,
      nextHour: (ms, hour) => nextHour(ms, hour, ZONE),
    }
  }
}

/** A turn that changed the state it was given would change what the road remembers of a turn that failed. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}
