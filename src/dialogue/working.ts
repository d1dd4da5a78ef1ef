import type { AlertCode } from '../kernel/alerts.ts'
import type { Event } from './event.ts'
import type { Flow } from './flow.ts'
import { fill } from './format.ts'
import { answersAtOnce } from './interpret/listening.ts'
import type { PatternName } from './patterns.ts'
import type { Frame, State } from './state.ts'
import { freshState, top } from './state.ts'
import type { Value } from './value.ts'
import type { World } from './world.ts'

/** What one turn gathers on its way: the next state and what will be said. Lives for one call of `turn`. */
export interface Working {
  readonly world: World
  state: State
  event: Event
  /** Local time of the event. */
  now: string
  /** What is said before the question, in order. */
  readonly lines: string[]
  /** Changes of values to be announced in one sentence, by the slot they are about. */
  changes: { slot: string; text: string }[]
  /** The form that something else gave way to: said once, before its question. */
  resumed: string | null
  /** Files taken by this turn, told once. */
  files: number
  /** The frame whose summary the person has just said yes to. */
  confirmed: string | null
  /** Said after what a turn did: answers to questions that came with a yes. */
  readonly afterwards: string[]
  readonly commands: string[]
  readonly effects: string[]
  /** Ids of files and story pieces nobody needs any more. */
  readonly forgotten: string[]
  readonly alerts: AlertCode[]
  /** Whether the open question should be put (again) at the end. */
  ask: boolean
  /** The message went past a question that stood open: it answered something else. */
  passed: boolean
  /** The flow file changed under this message: it answered a question that is not asked any more. */
  moved: boolean
}

export function working(state: State, world: World, event: Event): Working {
  return {
    world,
    // A state written by an older program may lack what was added since.
    state: { ...freshState(), ...state },
    event,
    now: world.local(event.at),
    lines: [],
    changes: [],
    resumed: null,
    files: 0,
    confirmed: null,
    afterwards: [],
    commands: [],
    effects: [],
    forgotten: [],
    alerts: [],
    ask: true,
    passed: false,
    moved: false,
  }
}

/** The words of a pattern; where the file gives several, the one for this time in a row. */
export function words(
  w: Working,
  name: PatternName,
  values: Readonly<Record<string, string | number>> = {},
  time = 0,
): string {
  const { say } = w.world.patterns[name]
  const text = Array.isArray(say) ? say[Math.min(time, say.length - 1)] : say
  return fill(text ?? '', values)
}

/** Adds a line unless it was said in this message. */
export function addLine(w: Working, line: string): void {
  if (line !== '' && !w.lines.includes(line)) w.lines.push(line)
}

/** The flow a frame follows: the current one, or the version it is pinned to, or was submitted by. */
export function flowOf(w: Working, frame: Frame): Flow | null {
  const current = w.world.flows.get(frame.flow)
  if (current && current.hash === frame.hash) return current
  const pinned = w.world.pinned(frame.flow, frame.hash)
  if (pinned && (pinned.onChange === 'pin' || frame.status === 'sending')) return pinned
  return current ?? null
}

/** Whether a form is over within this turn: a question that is answered at once. */
export function isPassing(w: Working, frame: Frame): boolean {
  const flow = w.world.flows.get(frame.flow)
  return flow !== undefined && answersAtOnce(flow)
}

export function update(w: Working, frame: Frame): void {
  w.state = { ...w.state, stack: w.state.stack.map(f => (f.id === frame.id ? frame : f)) }
}

/** Takes a frame off the stack; its stored files and pieces go with it unless it is kept as a draft. */
export function drop(w: Working, frame: Frame, keep: 'draft' | 'nothing'): void {
  w.state = { ...w.state, stack: w.state.stack.filter(f => f.id !== frame.id) }
  if (w.state.pending?.frame === frame.id) w.state = { ...w.state, pending: null }
  if (keep === 'draft') putAway(w, frame)
  else forget(w, frame)
}

const MOST_DRAFTS = 3

/** One draft of a kind, the newest; but own words told in confidence are not given up for others. */
function putAway(w: Working, frame: Frame): void {
  const replaces = (old: Frame) => old.flow === frame.flow && !flowOf(w, frame)?.confidential
  const drafts = [...w.state.drafts.filter(old => !replaces(old)), frame].slice(-MOST_DRAFTS)
  for (const old of w.state.drafts) if (!drafts.includes(old)) forget(w, old)
  w.state = { ...w.state, drafts }
}

/** Marks what a frame stored outside the state for deletion, also what could still have been brought back. */
export function forget(w: Working, frame: Frame): void {
  w.forgotten.push(...storedBy(frame))
}

/** Ids of all that a frame stored outside the state. */
export function storedBy(frame: Frame): Set<string> {
  const values = [frame.slots, ...frame.undo.map(patch => patch.before)].flatMap(v => Object.values(v))
  return new Set(values.flatMap(value => (value === null ? [] : storedIn(value))))
}

/** Ids of what one value stored outside the state. */
export function storedIn(value: Value): string[] {
  if (Array.isArray(value))
    return value.flatMap(v => (typeof v === 'object' && 'bytes' in v ? [v.id as string] : []))
  if (typeof value === 'object' && 'pieces' in value) return [...(value.pieces as readonly string[])]
  return []
}

export function topFlow(w: Working): { frame: Frame; flow: Flow } | null {
  const frame = top(w.state)
  const flow = frame && flowOf(w, frame)
  return frame && flow ? { frame, flow } : null
}
