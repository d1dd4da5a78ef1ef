import type { Channel, Inbound, IncomingFile, Message, Said } from '../../kernel/channel.ts'
import { type Clock, systemClock } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import type { Change, Entry, ShownFile } from './entry.ts'
import { openHistory } from './history.ts'
import { openUploads } from './uploads.ts'

/** The trial's channel: people of the sample roster talk through the chat page or the terminal. */
export interface WebChannel extends Channel {
  /**
   * Takes in what somebody wrote or tapped; resolves once it is durable. The same id twice is one message.
   * @param contact the roster's userid
   * @param id made by the sender, new for each message
   */
  say(contact: string, id: string, said: Said & { type: 'text' | 'tap' }): Promise<void>
  /** Takes in files, sent together. @throws Fault FILE_TOO_LARGE */
  bring(contact: string, id: string, files: readonly BroughtFile[]): Promise<void>
  /** Takes a message back. @throws Fault NOT_FOUND */
  recall(contact: string, id: string): Promise<void>
  /** The last messages of somebody's conversation, oldest first. */
  history(contact: string): readonly Entry[]
  /** How much of the bot's each person has not seen yet. */
  unread(): Record<string, number>
  /** What there is has been seen. */
  seen(contact: string): void
  /** Hears of everything that happens in any conversation. @returns its own undo */
  watch(watcher: (change: Change) => void): () => void
}

export interface BroughtFile {
  readonly name: string
  readonly kind: IncomingFile['kind']
  readonly bytes: Uint8Array
}

const NAME = 'web'

export function openWeb(clock: Clock = systemClock): WebChannel {
  const history = openHistory()
  const uploads = openUploads()
  /** Messages not durable yet, by id: a second POST of one waits for the first. */
  const underWay = new Map<string, Promise<void>>()
  let receive: ((event: Inbound) => Promise<void>) | null = null

  /** Shown at once, so that it stands above its answer; taken away again where it could not be kept. */
  function take(contact: string, id: string, said: Said, shown: Shown): Promise<void> {
    const event = eventId(contact, id)
    const same = underWay.get(event)
    if (same) return same
    if (history.find(contact, event)) return Promise.resolve()
    const at = clock.now()
    history.add(contact, { id: event, at, from: 'person', buttons: [], ...shown })
    const taken = hand({ id: event, channel: NAME, contact, at, reply: null, said })
      .catch(error => {
        history.remove(contact, event)
        throw error
      })
      .finally(() => underWay.delete(event))
    underWay.set(event, taken)
    return taken
  }

  async function hand(event: Inbound): Promise<void> {
    if (!receive) throw new Fault('DATABASE_BUSY')
    await receive(event)
  }

  return {
    name: NAME,
    can: { buttons: 20, bytes: 20_000, batch: 1, proactive: true },
    async start(receiver) {
      receive = receiver
    },
    async send(message, to) {
      return to.map(({ key, contact }) => {
        history.add(contact, { id: key, at: clock.now(), from: 'bot', files: [], ...shownOf(message) })
        return { state: 'sent' }
      })
    },
    fetch: async ref => uploads.fetch(ref),
    async stop() {
      receive = null
      await Promise.allSettled(underWay.values())
    },

    say(contact, id, said) {
      const card = said.type === 'tap' ? said.card : null
      return take(contact, id, said, { text: said.text, card, files: [] })
    },
    async bring(contact, id, files) {
      if (history.find(contact, eventId(contact, id))) return
      const kept = files.map(({ name, kind, bytes }) => ({ ref: uploads.keep(bytes), name, kind }))
      const shown = files.map(({ name, kind, bytes }) => ({ name, kind, bytes: bytes.length }))
      await take(contact, id, { type: 'files', files: kept }, { text: '', card: null, files: shown })
    },
    async recall(contact, id) {
      const found = history.find(contact, id)
      if (found?.from !== 'person') throw new Fault('NOT_FOUND')
      if (found.recalled) return
      const at = clock.now()
      const said: Said = { type: 'recalled', id }
      await hand({ id: `${id}:recalled`, channel: NAME, contact, at, reply: null, said })
      history.blank(contact, id)
    },
    history: history.of,
    unread: history.unreadOfAll,
    seen: history.seen,
    watch: history.watch,
  }
}

interface Shown {
  text: string
  card: number | null
  files: readonly ShownFile[]
}

function shownOf({ text, buttons, card }: Message) {
  return { text, buttons, card }
}

function eventId(contact: string, id: string): string {
  return `${NAME}:${contact}:${id}`
}
