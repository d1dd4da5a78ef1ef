import type { Message } from '../../../src/dialogue/compose.ts'
import type { Outcome } from '../../../src/dialogue/event.ts'
import type { FileRef, Value } from '../../../src/dialogue/value.ts'
import { anyOutcome, anyValue, failed } from './anything.ts'
import { Chat, type Happening, type Ran } from './chat.ts'
import type { Ground } from './ground.ts'
import type { TestLibrary } from './library.ts'
import { ME } from './people.ts'
import type { Random } from './random.ts'
import { registry } from './registry.ts'

/** What a walker did last, for the report of a breach. */
export interface Step {
  did: string
  /** Types of the events, but for texts: what these mean, their commands say. */
  kinds: readonly string[]
  /** What of it must be answered; null where silence is right. */
  answerable: boolean
  messages: (Message | null)[]
}

const ROLES = [['staff'], ['staff', 'supervisor'], ['staff', 'supervisor', 'hr', 'fund'], ['staff', 'hr'], []]
const CLOCKS = [
  '2026-11-23T09:00',
  '2026-11-24T00:10',
  '2026-12-31T23:58',
  '2027-02-14T12:00',
  '2026-10-09T08:30',
]

/** Somebody who talks at random, and the world around that answers at random. */
export class Walker {
  readonly chat: Chat
  /** Own words that only this person can have said. */
  readonly mark: string
  /** Ids of files and pieces, and what became of them. */
  readonly stored = new Set<string>()
  readonly handed = new Set<string>()
  readonly forgotten = new Set<string>()
  private readonly sent: { key: string; outcome: Outcome }[] = []
  private readonly results: { key: string; outcome: Outcome }[] = []
  private readonly r: Random
  private readonly ground: Ground

  constructor(r: Random, ground: Ground, mark: string) {
    this.r = r
    this.ground = ground
    this.mark = mark
    const around = {
      library: ground.libraries[0] as TestLibrary,
      me: { ...ME, roles: r.pick(ROLES.slice(0, 4)), has_supervisor: r.chance(0.9) },
      lookup: (name: string) => this.lookup(name),
      outcome: (ran: Ran) => this.outcome(ran),
    }
    this.chat = new Chat(around, r.pick(CLOCKS))
  }

  /** One thing that happens to the conversation. */
  step(): Step {
    const { r, chat } = this
    const does = r.weighted({
      say: 50,
      tap: 22,
      stale: 4,
      burst: 5,
      files: 4,
      unheard: 1,
      unreadable: 1,
      pass: 4,
      recall: 2,
      secret: 1,
      told: 1,
      colleague: 1,
      result: 3,
      twice: 2,
      change: 2,
      roles: 0.5,
    })
    switch (does) {
      case 'say':
        return this.happens(this.said())
      case 'tap':
        return this.happens(this.tap(chat.card) ?? this.said())
      case 'stale':
        return this.happens(this.tap(r.pick([...chat.cards, undefined])) ?? this.said())
      case 'burst':
        return this.happens(
          ...Array.from({ length: 2 + r.below(3) }, () => (r.chance(0.8) ? this.said() : this.files())),
        )
      case 'files':
        return this.happens(this.files())
      case 'unheard':
      case 'unreadable':
        return this.happens({ type: does })
      case 'recall':
        return this.quietly({ type: 'recalled', event: r.pick([...chat.ids.values(), 'none']) })
      case 'secret':
        return this.happens({ type: 'secret' })
      case 'told':
        return this.happens({ type: 'told', text: '已经通知到值班的同事。' })
      case 'colleague':
        return this.happens({ type: 'colleague', does: r.pick(['takes', 'returns'] as const) })
      case 'result':
        return this.result()
      case 'twice':
        return this.twice()
      case 'pass':
        return this.pass()
      case 'change':
        chat.around.library = r.pick(this.ground.libraries)
        return { did: 'change of flow files', kinds: ['change'], answerable: false, messages: [] }
      case 'roles':
        chat.around.me = { ...chat.around.me, roles: r.pick(ROLES) }
        return { did: 'change of roles', kinds: [], answerable: false, messages: [] }
    }
  }

  /** Lets everything expire. */
  end(): Step {
    return {
      did: 'sixty days pass',
      kinds: ['timer'],
      answerable: false,
      messages: this.chat.pass(60 * 86_400_000),
    }
  }

  private said(): Happening {
    const { r, chat } = this
    const text = r.pick(this.ground.texts).replaceAll('⟦me⟧', this.mark)
    return r.chance(0.1)
      ? chat.text(`${text}，${r.pick(this.ground.texts)}`.replaceAll('⟦me⟧', this.mark))
      : chat.text(text)
  }

  private tap(card: Message | undefined): Happening | null {
    return card && card.card !== null ? this.chat.text(this.r.pick(card.buttons), card.card) : null
  }

  private files(): Happening {
    const { r, chat } = this
    const files = Array.from({ length: 1 + r.below(3) }, (): FileRef => {
      const file = chat.file(
        r.pick(['image', 'pdf', 'video', 'other']),
        r.pick([0, 1_000, 2_000_000, 30_000_000]),
      )
      this.stored.add(file.id)
      return file
    })
    return { type: 'files', files }
  }

  private happens(...events: Happening[]): Step {
    const before = this.chat.state
    const messages = [this.chat.take(...events)]
    const silentTap = events.every(
      e => e.type === 'text' && e.card !== undefined && e.card === before.deadCard,
    )
    const human = before.mode === 'human' || this.chat.state.mode === 'human'
    const answerable = !silentTap && !human && events.some(e => e.type !== 'colleague')
    return {
      did: events.map(e => JSON.stringify(e).slice(0, 160)).join(' + '),
      kinds: kindsOf(events),
      answerable,
      messages,
    }
  }

  private quietly(event: Happening): Step {
    return {
      did: JSON.stringify(event),
      kinds: kindsOf([event]),
      answerable: false,
      messages: [this.chat.take(event)],
    }
  }

  private result(): Step {
    const { r } = this
    const late =
      this.sent.length > 0 && r.chance(0.8) ? this.sent.splice(r.below(this.sent.length), 1)[0] : null
    // A result may come twice, and one that nobody waits for.
    const one =
      late ?? (this.results.length > 0 ? r.pick(this.results) : { key: 'none/0/x', outcome: failed() })
    this.results.push(one)
    const step = this.quietly({ type: 'result', ...one })
    return { ...step, kinds: [...step.kinds, one.key.split('/').at(-1) ?? ''] }
  }

  private twice(): Step {
    const { chat } = this
    const event = chat.event(this.said())
    const first = chat.run([event])
    const { last } = chat
    const state = JSON.stringify(chat.state)
    const again = chat.run([event])
    if (again !== null || JSON.stringify(chat.state) !== state)
      throw new Error('A second copy of an event did something.')
    chat.last = last
    return {
      did: `twice ${JSON.stringify(event).slice(0, 160)}`,
      kinds: kindsOf([event]),
      answerable: chat.state.mode === 'bot',
      messages: [first],
    }
  }

  private pass(): Step {
    const { r, chat } = this
    const ms = r.pick([60_000, 1_900_000, 8_000_000, 90_000_000, 8 * 86_400_000])
    const stop = r.chance(0.3)
    return {
      did: `${stop ? 'stop' : 'pass'} ${ms / 60_000}m`,
      kinds: ['timer'],
      answerable: false,
      messages: stop ? chat.stop(ms) : chat.pass(ms),
    }
  }

  private lookup(name: string): Value | null {
    const type = registry.lookups[name]?.returns ?? 'text'
    return this.r.chance(0.03) ? null : anyValue(this.r, type, `${name}的字`)
  }

  private outcome(ran: Ran): Outcome {
    const outcome = anyOutcome(this.r, ran.name)
    if (outcome.state !== 'sent') return outcome
    const later = anyOutcome(this.r, ran.name)
    this.sent.push({ key: ran.key, outcome: later.state === 'sent' ? failed() : later })
    return outcome
  }
}

function kindsOf(events: readonly { type: string }[]): string[] {
  const media = ['files', 'unheard', 'unreadable']
  return events.filter(e => e.type !== 'text').map(e => (media.includes(e.type) ? 'media' : e.type))
}
