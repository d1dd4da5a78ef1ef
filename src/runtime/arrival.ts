import type { Outcome } from '../dialogue/event.ts'
import type { FileRef } from '../dialogue/value.ts'
import type { Inbound, IncomingFile, ReplyRoute } from '../kernel/channel.ts'

/** An event on its way to a lane: what the inbox keeps, sealed, until its turn. */
export interface Arrival {
  readonly id: string
  readonly lane: string
  readonly at: number
  /** Where the answer goes; null for events that nobody said. */
  readonly from: { channel: string; contact: string; reply: ReplyRoute | null } | null
  readonly what: What
}

export type What =
  | { type: 'text'; text: string; card: number | null }
  | { type: 'files'; files: readonly IncomingFile[]; stored: readonly FileRef[] | null }
  | { type: 'unheard' }
  | { type: 'unreadable' }
  | { type: 'recalled'; id: string }
  | { type: 'timer' }
  | { type: 'result'; key: string; outcome: Outcome }
  | { type: 'colleague'; does: 'takes' | 'returns' }
  | { type: 'told'; notice: string; values: Readonly<Record<string, string>> }

/** What a channel brought, for a lane. Null for events that leave no trace in a dialogue. */
export function arrivalOf(inbound: Inbound, lane: string): Arrival | null {
  const what = whatOf(inbound)
  if (!what) return null
  const { id, at, channel, contact, reply } = inbound
  return { id, lane, at, from: { channel, contact, reply }, what }
}

function whatOf({ said }: Inbound): What | null {
  switch (said.type) {
    case 'text':
      return { type: 'text', text: said.text, card: null }
    case 'tap':
      return { type: 'text', text: said.text, card: said.card }
    case 'files':
      return { type: 'files', files: said.files, stored: null }
    case 'unheard':
    case 'unreadable':
      return { type: said.type }
    case 'recalled':
      return { type: 'recalled', id: said.id }
    case 'joined':
    case 'group':
    case 'outsider':
      return null
  }
}

/** Pictures that came together are one event, so that they get one answer. */
export function together(arrivals: readonly Arrival[]): Arrival[] {
  const out: Arrival[] = []
  for (const arrival of arrivals) {
    const before = out.at(-1)
    const stored = before && bothStored(before.what, arrival.what)
    if (before && stored) out[out.length - 1] = { ...before, from: arrival.from, what: stored }
    else out.push(arrival)
  }
  return out
}

function bothStored(a: What, b: What): What | null {
  if (a.type !== 'files' || b.type !== 'files' || !a.stored || !b.stored) return null
  return { ...a, stored: [...a.stored, ...b.stored] }
}
