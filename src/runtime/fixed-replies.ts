import { type Inbound, isPersonal } from '../kernel/channel.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Person } from '../kernel/person.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { Arrival } from './arrival.ts'
import type { Doorman } from './doorman.ts'
import { faultName } from './fault-name.ts'
import { isKnown, recordDone } from './inbox.ts'
import type { Log } from './log.ts'
import type { Push } from './push.ts'
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
  readonly doorman: Doorman
  push(tx: Tx, now: number): Push
}

export function openFixedReplies({
  storage,
  clock,
  log,
  turnParts,
  doorman,
  push,
}: FixedReplyParts): FixedReplies {
  async function apologise(tx: Tx, person: Person, arrival: Arrival, now: number): Promise<void> {
    const to = arrival.from ?? (await turnParts.tools.directory.addressOf(tx, person))
    const first = await replyToDanger(tx, person, arrival, now)
    await say(
      tx,
      'poison',
      { id: arrival.id, lane: person.id, ...to, reply: null },
      [first, wordsOf('poison')],
      now,
    )
  }

  /** Groups, outsiders and people who are not on the roster get a fixed answer; nothing of theirs is kept. */
  async function toStranger(event: Inbound): Promise<void> {
    const { said, id, channel, contact, reply } = event
    const pattern = said.type === 'group' ? 'group' : said.type === 'outsider' ? 'outsider' : 'stranger'
    const atDoor = isPersonal(channel) && said.type !== 'group'
    if (said.type === 'recalled' || (said.type === 'joined' && !atDoor)) return
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
      const { tools, guard } = turnParts
      const to = { id, lane, channel, contact, reply }
      const danger = said.type === 'text' ? guard.hearStranger(tools, said.text) : ''
      if (atDoor) {
        const answer = await doorman.meet({ tx, now, tools, push: push(tx, now) }, event)
        await say(tx, 'door', to, [danger, answer], now)
      } else await say(tx, pattern, to, [danger, wordsOf(pattern)], now)
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

  function wordsOf(name: 'poison' | 'group' | 'outsider' | 'stranger'): string {
    const { say: words } = turnParts.library().patterns[name]
    return (Array.isArray(words) ? words[0] : words) ?? ''
  }

  async function say(
    tx: Tx,
    name: string,
    to: { id: string; lane: string; channel: string; contact: string; reply: Inbound['reply'] },
    lines: readonly string[],
    now: number,
  ): Promise<void> {
    const { id, lane, channel, contact, reply } = to
    const message = { text: lines.filter(Boolean).join('\n'), buttons: [], card: null }
    if (message.text === '') return
    await turnParts.outbox.put(
      tx,
      { key: `${name}/${id}`, lane, channel, contact, message, reply, onSent: null },
      now,
    )
  }

  return { apologise, toStranger }
}
