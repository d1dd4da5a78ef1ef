import type { Clock } from './clock.ts'
import type { Content, Received, Via } from './received.ts'
import { createSignal, type Signal } from './signal.ts'

/** What a wait is for: words in the text, a pattern, or any test of the message. */
export type Wanted = string | RegExp | ((message: Received) => boolean)

export interface Delivery extends Content {
  to: string
  via: Via
  raw: unknown
  replyTo?: string
  processQueryKey?: string
  outTrackId?: string
  mentions?: string[]
}

/** Everything the bot sent, by person and group. */
export interface Inbox {
  deliver(delivery: Delivery): void
  /** Hands what comes for this chat to `sink` and keeps nothing; returns the undo. */
  divert(to: string, sink: (delivery: Delivery) => void): () => void
  /** The chat of a userid, or of a group by its conversation id; recalled messages stay, marked. */
  of(to: string): readonly Received[]
  last(to: string): Received | undefined
  byKey(processQueryKey: string): readonly Received[]
  /**
   * The first message that fits and that no earlier wait of the same chat has returned or passed over.
   * So a test reads like a chat: say, wait, say, wait. Rejects after `timeoutMs` with what came instead.
   */
  waitFor(to: string, wanted?: Wanted, timeoutMs?: number): Promise<Received>
  /** Resolves when the bot has sent so many messages in all. */
  reached(total: number, timeoutMs?: number): Promise<void>
  /** Messages that say the same to the same chat, as a list per double. */
  doubles(to?: string): Received[][]
  arrived: Signal<Received>
  readonly total: number
  clear(): void
}

export const WAIT_MS = 5_000

export function createInbox(clock: Clock): Inbox {
  const chats = new Map<string, Received[]>()
  const keys = new Map<string, Received[]>()
  const seen = new Map<string, number>()
  const diverted = new Map<string, (delivery: Delivery) => void>()
  const arrived = createSignal<Received>()
  let total = 0

  const of = (to: string): readonly Received[] => chats.get(to) ?? []
  const unseen = (to: string) => of(to).slice(seen.get(to) ?? 0)
  const take = (message: Received) => {
    seen.set(message.to, of(message.to).indexOf(message) + 1)
    return message
  }

  return {
    arrived,
    of,
    get total() {
      return total
    },
    last: to => of(to).at(-1),
    byKey: key => keys.get(key) ?? [],
    divert(to, sink) {
      diverted.set(to, sink)
      return () => {
        diverted.delete(to)
      }
    },
    deliver(delivery) {
      total += 1
      const sink = diverted.get(delivery.to)
      if (sink !== undefined) return sink(delivery)
      const message: Received = { ...delivery, n: total, at: clock.now(), recalled: false, read: false }
      append(chats, message.to, message)
      if (message.processQueryKey !== undefined) append(keys, message.processQueryKey, message)
      arrived.emit(message)
    },
    async waitFor(to, wanted = () => true, timeoutMs = WAIT_MS) {
      const fits = fitting(wanted)
      const there = unseen(to).find(fits)
      if (there !== undefined) return take(there)
      const came = await arrived.next(
        message => message.to === to && fits(message),
        timeoutMs,
        () =>
          `nothing for ${to} fits ${String(wanted)}; there came ${JSON.stringify(unseen(to).map(one => one.text))}`,
      )
      return take(came)
    },
    async reached(count, timeoutMs = WAIT_MS) {
      if (total >= count) return
      await arrived.next(
        () => total >= count,
        timeoutMs,
        () => `${total} of ${count} messages came`,
      )
    },
    doubles(to) {
      const same = new Map<string, Received[]>()
      for (const message of to === undefined ? [...chats.values()].flat() : of(to)) {
        append(same, JSON.stringify([message.to, message.kind, message.text, message.buttons]), message)
      }
      return [...same.values()].filter(list => list.length > 1)
    },
    clear() {
      chats.clear()
      keys.clear()
      seen.clear()
      total = 0
    },
  }
}

function fitting(wanted: Wanted): (message: Received) => boolean {
  if (typeof wanted === 'function') return wanted
  if (typeof wanted === 'string') return message => message.text.includes(wanted)
  return message => wanted.test(message.text)
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [item])
  else list.push(item)
}
