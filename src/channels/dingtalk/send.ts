import type { Channel, Message, Outcome, Recipient } from '../../kernel/channel.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../runtime/log.ts'
import { markdownBytes, split } from '../common/split.ts'
import { type Batch, PEOPLE_AT_ONCE } from './batch.ts'
import { isUserid } from './contact.ts'
import { doorbell } from './doorbell.ts'
import type { Ring } from './ring.ts'
import { SENT, type Verdict } from './verdict.ts'
import type { Reply } from './webhook.ts'

export interface SendParts {
  readonly reply: Reply
  readonly batch: Batch
  readonly ring: Ring
  readonly clock: Clock
  readonly log: Log
}

/** One piece of a message that is on its way, and where it begins in the whole text. */
interface Piece {
  readonly message: Message
  readonly from: number
}

/** Brings one piece to some people; a verdict for each, in order. */
type Carry = (message: Message, people: readonly Recipient[]) => Promise<readonly Verdict[]>

/** Bytes of a text as DingTalk counts them: 3,700 Chinese characters, well below its 15,000 and 20,000. */
export const PIECE_BYTES = 11_000
const SMALLEST_PIECE = 500
/** A webhook about to end may end while we write: the API is surer. */
const ALIVE = 300_000
const REMEMBERED = 1_000

/**
 * Sends as DingTalk can: an answer to one person by the webhook of what was said, everything else by the API, in calls
 * of twenty, in pieces where it is long. Never throws.
 */
export function sender(parts: SendParts): Channel['send'] {
  const { reply, batch, clock, log } = parts
  const ringOnce = doorbell(parts.ring)
  /** How much of a message has arrived, where a piece of it failed: the outbox tries again, and only the rest goes. */
  const arrived = new Map<string, number>()

  return async (message, to) => {
    const outcomes = new Map<Recipient, Outcome>()
    const note = (person: Recipient, outcome: Outcome) => outcomes.set(person, outcome)
    if (message.buttons.length === 0 && message.text.trim() === '') return to.map(() => EMPTY)
    const rung = ringOnce(message, to)
    try {
      const [first] = to
      if (to.length === 1 && first) await toOne(message, first, note)
      else await toMany(message, to, note)
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'dingtalk.send_failed')
    }
    await rung
    return to.map(person => outcomes.get(person) ?? { state: 'later', code: 'NOT_SENT', wait: 1_000 })
  }

  async function toOne(message: Message, person: Recipient, note: Note): Promise<void> {
    const { reply: route, contact } = person
    const left = route ? route.until - clock.now() : 0
    if (!route || left <= (isUserid(contact) ? ALIVE : 0)) return toMany(message, [person], note)
    const verdicts = new Map<Recipient, Verdict>()
    await walk(message, [person], async piece => [await reply(piece, route)], verdicts)
    const verdict = verdicts.get(person) ?? SENT
    if (verdict.state === 'route_gone' && isUserid(contact)) return toMany(message, [person], note)
    note(person, outcomeOf(verdict))
  }

  async function toMany(message: Message, to: readonly Recipient[], note: Note): Promise<void> {
    const verdicts = new Map<Recipient, Verdict>()
    const carry: Carry = (piece, people) =>
      batch(
        piece,
        people.map(person => person.contact),
      )
    for (const people of crowds(to)) await walk(message, people, carry, verdicts)
    for (const person of to) note(person, outcomeOf(verdicts.get(person) ?? ROUTE_GONE))
  }

  /** Calls of twenty; whoever has a part of the message already goes with those who have the same part. */
  function crowds(to: readonly Recipient[]): Recipient[][] {
    const alike = Map.groupBy(
      to.filter(one => isUserid(one.contact)),
      one => arrived.get(one.key) ?? 0,
    )
    return [...alike.values()].flatMap(people =>
      Array.from({ length: Math.ceil(people.length / PEOPLE_AT_ONCE) }, (_, n) =>
        people.slice(n * PEOPLE_AT_ONCE, (n + 1) * PEOPLE_AT_ONCE),
      ),
    )
  }

  /** Piece after piece, to those whom all pieces before have reached. They all have the same part already. */
  async function walk(
    message: Message,
    people: readonly Recipient[],
    carry: Carry,
    verdicts: Map<Recipient, Verdict>,
    limit = PIECE_BYTES,
  ): Promise<void> {
    let standing = people
    for (const piece of piecesOf(message, arrived.get(people[0]?.key ?? '') ?? 0, limit)) {
      const said = await carry(piece.message, standing)
      if (said[0]?.state === 'too_long' && limit > SMALLEST_PIECE) {
        for (const person of standing) remember(person, piece.from)
        return walk(message, standing, carry, verdicts, limit / 2)
      }
      for (const [at, person] of standing.entries()) {
        const verdict = said[at] ?? SENT
        verdicts.set(person, verdict)
        if (verdict.state !== 'sent') remember(person, piece.from)
      }
      standing = standing.filter((_, at) => (said[at] ?? SENT).state === 'sent')
      if (standing.length === 0) return
    }
    for (const person of standing) arrived.delete(person.key)
  }

  function remember({ key }: Recipient, from: number): void {
    if (from === 0) return
    const [oldest] = arrived.keys()
    if (arrived.size >= REMEMBERED && oldest !== undefined) arrived.delete(oldest)
    arrived.set(key, from)
  }
}

type Note = (person: Recipient, outcome: Outcome) => void

const EMPTY: Outcome = { state: 'never', code: 'EMPTY' }
const ROUTE_GONE: Verdict = { state: 'never', code: 'ROUTE_GONE' }

/** The pieces that are still to go; the buttons are on the last. */
function piecesOf({ text, buttons, card }: Message, arrived: number, limit: number): Piece[] {
  // Only a card is markdown, yet the pieces before it are counted alike: that keeps the cuts where they are.
  const texts =
    buttons.length > 0 ? split(text.slice(arrived), limit, markdownBytes) : split(text.slice(arrived), limit)
  let from = arrived
  const pieces = texts.map((piece, at) => {
    const begins = from
    from += piece.length
    const last = at === texts.length - 1
    return { message: { text: piece, buttons: last ? buttons : [], card }, from: begins }
  })
  // DingTalk refuses what holds nothing but blanks.
  return pieces.filter(({ message }) => message.buttons.length > 0 || message.text.trim() !== '')
}

function outcomeOf(verdict: Verdict): Outcome {
  switch (verdict.state) {
    case 'sent':
    case 'later':
    case 'never':
      return verdict
    case 'too_long':
    case 'route_gone':
      return { state: 'never', code: verdict.code }
  }
}
