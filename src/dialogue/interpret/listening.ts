import { onceEach } from '../../kernel/once-each.ts'
import type { Reading } from '../../kernel/reading.ts'
import type { Flow, Slot } from '../flow.ts'
import type { Frame, State } from '../state.ts'
import type { World } from '../world.ts'

/** One text on its way to becoming commands, with everything that helps to read it. */
export interface Listening {
  readonly reading: Reading
  readonly state: State
  readonly world: World
  /** Local time, `YYYY-MM-DDTHH:MM`. */
  readonly now: string
  /** The form at hand, or null when none is open. */
  readonly at: { frame: Frame; flow: Flow; asked: Slot | null } | null
}

/** The form at hand, as a `Listening` knows to have one. */
export type At = NonNullable<Listening['at']>

/** Reads a part of the message by itself. */
export function readPart(l: Listening, text: string, kind?: string): Reading {
  return l.world.read(text, { ref: l.now, calendar: l.world.calendar, ...(kind ? { kind } : {}) })
}

/** Flows this person may see and start. */
export const visibleFlows = onceEach((world: World): readonly Flow[] =>
  [...world.flows.values()].filter(flow => mayUse(flow, world)),
)

export function mayUse(flow: Flow, world: World): boolean {
  return flow.audience.some(role => world.me.roles.includes(role))
}

/** A flow that needs to ask; the others answer at once, or ask only what may be skipped. */
export function isTask(flow: Flow): boolean {
  return flow.slots.some(s => s.from === 'person' && s.skip === null && !s.unasked)
}

/** Asks nothing and does nothing: it is over within its turn. */
export function answersAtOnce(flow: Flow): boolean {
  return !flow.confirm && flow.submit.length === 0 && flow.slots.every(s => s.from !== 'person' || s.unasked)
}

/** A part of the message in the person's own signs, which matching has smoothed; by places in `plain`. */
export function ownWords({ text, plain }: Reading, from: number, to = plain.length): string {
  const own = text.trim()
  // Smoothing keeps the length, but for a few signs (“㈱”): then the smoothed words must do.
  return (own.length === plain.length ? own : plain).slice(from, to)
}

/** The message without its parts from–to, each given by places in `plain`. */
export function without(l: Listening, parts: readonly (readonly [from: number, to: number])[]): Listening {
  if (parts.length === 0) return l
  let text = ''
  let at = 0
  for (const [from, to] of [...parts].sort((a, b) => a[0] - b[0])) {
    text += `${ownWords(l.reading, at, Math.max(at, from))}，`
    at = Math.max(at, to)
  }
  return { ...l, reading: readPart(l, text + ownWords(l.reading, at)) }
}
