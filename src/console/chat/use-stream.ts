import { useEffect, useReducer } from 'react'
import type { Entry, TrialTime } from './entry.ts'

/** What a page knows of the trial: one conversation, who has unread messages, the time. */
export interface StreamState {
  readonly entries: readonly Entry[]
  readonly unread: Readonly<Record<string, number>>
  readonly clock: TrialTime | null
  /** The time of this page when `clock` came, for going on from there. */
  readonly clockAt: number
  readonly line: 'opening' | 'open' | 'lost'
}

type Heard =
  | { type: 'hello'; data: { entries: Entry[]; unread: Record<string, number>; clock: TrialTime } }
  | { type: 'entry'; data: Entry }
  | { type: 'gone'; data: { id: string } }
  | { type: 'unread'; data: { userid: string; count: number } }
  | { type: 'clock'; data: TrialTime }
  | { type: 'lost' }
  | { type: 'other' }

const NOTHING: StreamState = { entries: [], unread: {}, clock: null, clockAt: 0, line: 'opening' }

/** Listens to somebody's conversation; the browser reconnects by itself, and the whole conversation comes again. */
export function useStream(as: string): StreamState {
  const [state, heard] = useReducer(hear, NOTHING)
  useEffect(() => {
    heard({ type: 'other' })
    const source = new EventSource(`/api/trial/stream?as=${encodeURIComponent(as)}`)
    for (const type of ['hello', 'entry', 'gone', 'unread', 'clock'] as const)
      source.addEventListener(type, event => heard({ type, data: JSON.parse(event.data) }))
    source.onerror = () => heard({ type: 'lost' })
    return () => source.close()
  }, [as])
  return state
}

function hear(state: StreamState, heard: Heard): StreamState {
  switch (heard.type) {
    case 'other':
      return { ...NOTHING, unread: state.unread, clock: state.clock, clockAt: state.clockAt }
    case 'hello': {
      const { entries, unread, clock } = heard.data
      return { entries, unread, clock, clockAt: Date.now(), line: 'open' }
    }
    case 'entry':
      return { ...state, entries: placed(state.entries, heard.data) }
    case 'gone':
      return { ...state, entries: state.entries.filter(e => e.id !== heard.data.id) }
    case 'unread':
      return { ...state, unread: { ...state.unread, [heard.data.userid]: heard.data.count } }
    case 'clock':
      return { ...state, clock: heard.data, clockAt: Date.now() }
    case 'lost':
      return { ...state, line: 'lost' }
  }
}

function placed(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  if (entries.some(e => e.id === entry.id)) return entries.map(e => (e.id === entry.id ? entry : e))
  return [...entries, entry]
}
