import type { Change, Entry } from './entry.ts'

/** Conversations kept for page reloads, in memory only: a restart forgets them, the road does not. */
export interface History {
  of(contact: string): readonly Entry[]
  find(contact: string, id: string): Entry | null
  /** Adds a line unless one with this id is there already. */
  add(contact: string, entry: Omit<Entry, 'seq' | 'recalled'>): void
  remove(contact: string, id: string): void
  /** Blanks a line: what was taken back is shown to nobody. */
  blank(contact: string, id: string): void
  /** How much of the bot's somebody has not seen yet. */
  unread(contact: string): number
  unreadOfAll(): Record<string, number>
  /** Everything there is has been seen. */
  seen(contact: string): void
  /** @returns its own undo */
  watch(watcher: (change: Change) => void): () => void
}

interface Conversation {
  entries: Entry[]
  /** The number of the newest line that was seen. */
  seen: number
}

const KEPT = 200

export function openHistory(): History {
  const conversations = new Map<string, Conversation>()
  const watchers = new Set<(change: Change) => void>()
  let seq = 0

  function conversation(contact: string): Conversation {
    const found = conversations.get(contact) ?? { entries: [], seen: 0 }
    conversations.set(contact, found)
    return found
  }

  function tell(change: Change): void {
    for (const watcher of watchers) watcher(change)
  }

  function unreadIn({ entries, seen }: Conversation): number {
    return entries.filter(e => e.from === 'bot' && e.seq > seen).length
  }

  const history: History = {
    of: contact => conversations.get(contact)?.entries ?? [],
    find: (contact, id) => conversations.get(contact)?.entries.find(e => e.id === id) ?? null,
    add(contact, entry) {
      if (history.find(contact, entry.id)) return
      const talk = conversation(contact)
      const whole: Entry = { ...entry, seq: ++seq, recalled: false }
      talk.entries = [...talk.entries, whole].slice(-KEPT)
      tell({ type: 'entry', contact, entry: whole })
      if (entry.from === 'bot') tell({ type: 'unread', contact, count: unreadIn(talk) })
    },
    remove(contact, id) {
      const talk = conversation(contact)
      talk.entries = talk.entries.filter(e => e.id !== id)
      tell({ type: 'gone', contact, id })
    },
    blank(contact, id) {
      const old = history.find(contact, id)
      if (!old) return
      const talk = conversation(contact)
      const entry: Entry = { ...old, text: '', buttons: [], files: [], recalled: true }
      talk.entries = talk.entries.map(e => (e.id === id ? entry : e))
      tell({ type: 'entry', contact, entry })
    },
    unread(contact) {
      const talk = conversations.get(contact)
      return talk ? unreadIn(talk) : 0
    },
    unreadOfAll: () =>
      Object.fromEntries([...conversations].map(([contact, talk]) => [contact, unreadIn(talk)])),
    seen(contact) {
      const talk = conversation(contact)
      if (unreadIn(talk) === 0) return
      talk.seen = seq
      tell({ type: 'unread', contact, count: 0 })
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
  return history
}
