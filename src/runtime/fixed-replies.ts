import type { Inbound } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Person } from '../kernel/person.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { Arrival } from './arrival.ts'
import { faultName } from './fault-name.ts'
import { isKnown, recordDone } from './inbox.ts'
import type { Log } from './log.ts'
import { contextOf, type TurnParts } from './turns.ts'

/** What is answered without a turn: a fixed sentence of `flows/_patterns.yaml`. */
export interface FixedReplies {
  /** For an event whose turn failed for good. */
  apologise(tx: Tx, person: Person, arrival: Arrival, now: number): Promise<void>
  /** To whoever is not on the roster, or writes in a group. */
  toStranger(event: Inbound): Promise<void>
}

export interface FixedReplyParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Log
  readonly turnParts: TurnParts
}

export function openFixedReplies({ storage, clock, log, turnParts }: FixedReplyParts): FixedReplies {
  async function apologise(tx: Tx, person: Person, arrival: Arrival, now: number): Promise<void> {
    const to = arrival.from ?? (await turnParts.tools.directory.addressOf(tx, person))
    const first = await replyToDanger(tx, person, arrival, now)
    await sayPattern(tx, 'poison', { id: arrival.id, lane: person.id, ...to, reply: null }, now, first)
  }

  /** Groups, outsiders and people who are not on the roster get a fixed answer; nothing of theirs is kept. */
  async function toStranger(event: Inbound): Promise<void> {
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
      const heard = await tx.savepoint(() => turnParts.guard.hear({ ...context, key: id }, what.text))
      return heard.concern ? await turnParts.guard.told(context, heard.concern.reply) : ''
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
    const { say } = turnParts.library().patterns[name]
    const text = Array.isArray(say) ? say[0] : say
    const { id, lane, channel, contact, reply } = to
    const message = { text: [first, text ?? ''].filter(Boolean).join('\n'), buttons: [], card: null }
    await turnParts.outbox.put(
      tx,
      { key: `${name}/${id}`, lane, channel, contact, message, reply, onSent: null },
      now,
    )
  }

  return { apologise, toStranger }
}
