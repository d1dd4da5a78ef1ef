import type { Channel, Outcome } from '../../kernel/channel.ts'
import type { Log } from '../../runtime/log.ts'
import type { Timers } from '../common/timers.ts'
import { roomOf } from './decode.ts'
import type { WeChatOptions } from './options.ts'
import type { Pace } from './pace.ts'
import { inTime } from './puppet.ts'
import { type ChoiceWords, render } from './render.ts'
import type { Session } from './session.ts'

export interface SendParts extends Pick<WeChatOptions, 'onAlert'> {
  readonly session: Session
  readonly pace: Pace
  readonly timers: Timers
  readonly log: Log
  readonly words: ChoiceWords
}

/** Messages that wait here for their turn; the others wait in the outbox, and hold up no other channel. */
const MOST_WAITING = 8
/** While nobody is logged in, ms: asking more often brings nobody back. */
const LOGGED_OUT_WAIT = 60_000
const REMEMBERED = 1_000
/** So many failures in a row are the puppet's. */
const MANY = 5

/** Sends texts at the pace of a human, piece by piece, while the account is logged in. Never throws. */
export function sender(parts: SendParts): Channel['send'] {
  const { session, pace, timers, log, words } = parts
  /** How many pieces of a message have arrived, where one failed: only the rest goes with the next try. */
  const arrived = new Map<string, number>()
  let waiting = 0
  /** In a row since the account was logged in, whomever they were for. */
  let failures = 0
  let since = 0

  return async (message, to) => {
    const outcomes: Outcome[] = []
    for (const { key, contact } of to) outcomes.push(await toOne(render(message, words), key, contact))
    return outcomes
  }

  async function toOne(pieces: readonly string[], key: string, contact: string): Promise<Outcome> {
    if (pieces.length === 0) return { state: 'never', code: 'EMPTY' }
    if (waiting >= MOST_WAITING) return later('PACED', pace.wait())
    waiting++
    try {
      for (const [at, piece] of pieces.entries()) {
        if (at < (arrived.get(key) ?? 0)) continue
        await pace.take(piece.length)
        const outcome = await say(contact, piece)
        if (outcome.state !== 'sent') return outcome
        remember(key, at + 1)
      }
      arrived.delete(key)
      return { state: 'sent' }
    } finally {
      waiting--
    }
  }

  async function say(contact: string, text: string): Promise<Outcome> {
    const bot = session.online()
    if (!bot) return later('LOGGED_OUT', LOGGED_OUT_WAIT)
    try {
      const room = roomOf(contact)
      const find = room === null ? bot.Contact.find({ id: contact }) : bot.Room.find({ id: room })
      const found = await inTime<{ say(text: string): Promise<unknown> } | undefined>(timers, find)
      // wechaty says so too where its puppet could not ask just now.
      if (!found) return { state: 'later', code: 'NO_SUCH_CONTACT', wait: 5_000 }
      await inTime(timers, found.say(text))
      failures = 0
      return { state: 'sent' }
    } catch (error) {
      // What a puppet throws may hold the text itself: its name is all that is written down.
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'wechat.say_failed')
      failed()
      return session.online()
        ? { state: 'later', code: 'PUPPET_FAILED', wait: 5_000 }
        : later('LOGGED_OUT', LOGGED_OUT_WAIT)
    }
  }

  /** The puppet may believe itself logged in, and nothing arrives: a log-in closes the alert, so each has its own. */
  function failed(): void {
    if (since !== session.since) failures = 0
    since = session.since
    failures++
    if (failures === MANY) parts.onAlert?.('wechat_failed', 'NOTHING_SENT')
  }

  function remember(key: string, pieces: number): void {
    const [oldest] = arrived.keys()
    if (arrived.size >= REMEMBERED && oldest !== undefined) arrived.delete(oldest)
    arrived.set(key, pieces)
  }
}

/** It says nothing about the message: it waits, however long. */
function later(code: string, wait: number): Outcome {
  return { state: 'later', code, wait, unreached: true }
}
