import type { Command } from './command.ts'
import type { Length } from './slots/length.ts'
import type { Value } from './value.ts'

/**
 * Everything remembered about one person's conversation: values, never a position. JSON, sealed at rest.
 * Small (under 60 KB), because the words of a story are kept outside it.
 */
export interface State {
  v: 1
  /** Ids of the last events, the second guard against one being taken twice (the inbox is the first). */
  seen: readonly string[]
  /** The task at hand is last; at most three. */
  stack: readonly Frame[]
  /** Cancelled forms that can be taken up again, newest last. */
  drafts: readonly Frame[]
  mode: 'bot' | 'human'
  /** Number of the last card, its buttons, and the question they answer: they count only while it stands. */
  card: number
  buttons: readonly string[]
  cardFor: string
  /** The card that was used, or found dead, last: a second tap of it says nothing. */
  deadCard: number
  /** A question between several readings, which stands before whatever the form wants next. */
  pending: Pending | null
  /** How many messages in a row were not understood. */
  misses: number
  /** What was done last, for a late “取消”. */
  last: { flow: string; no: string | null } | null
  /** Messages told in what was handed in last, for one who takes one of them back; a state of an older program lacks it. */
  handed?: { readonly flow: string; readonly events: readonly string[] }
  /** The question that was answered last, for “那产假呢”; a state of an older program lacks it. */
  answered?: { flow: string; slots: Readonly<Record<string, Value>> }
  /** What was said last, for “再说一遍”; nothing of a confidential flow. */
  said: string | null
  /** It was last held on a personal platform. A state of an older program lacks it. */
  personal?: true
  /** When despair was heard last, ms UTC; null = never. */
  concern: number | null
  /** When the person was asked directly whether he has thought of ending his life, ms UTC. */
  direct?: number
  /** What help was last spoken of, and when, ms UTC. */
  aided?: { readonly id: string; readonly at: number }
}

/** One form being filled in. */
export interface Frame {
  /** Random. */
  id: string
  flow: string
  hash: string
  /** What the person gave. */
  slots: Readonly<Record<string, Value>>
  /** Slots the person chose to leave out or to bring later. */
  skipped: readonly string[]
  /** What look-ups brought, with the inputs they were asked for. */
  got: Readonly<Record<string, Fetched>>
  status: 'fill' | 'confirm' | 'sending'
  /** Counts changes of content: part of the idempotency key. */
  edit: number
  /** The `edit` whose summary the person has been shown: a yes counts for no other. */
  shown: number | null
  /** The `edit` that was handed in and refused: as it stands it cannot be done. A state of an older program lacks it. */
  refused?: number
  /** What would have been handed in when `edit` was this: a short hash of it. A state of an older program lacks it. */
  content?: { edit: number; print: string }
  /** What was asked last, and how often in a row. */
  asked: string | null
  tries: number
  undo: readonly Patch[]
  /** A length said before its start (“请三天” … “下周一”), in half-days. */
  length: Length | null
  /** Which half of the day the stretch starts in was said: “明天上午”. A state of an older program lacks it. */
  halved?: boolean
  /** A length that was said, and the stretch it gave: it holds while that stands. A state of an older program lacks it. */
  counted?: (Length & { from: string; to: string }) | null
  /** “往后挪一天”, said before it was known of what. */
  later?: string
  /** The opening was said. */
  opened: boolean
  /** That this is a personal platform was said. */
  personal?: true
  /** Messages told to it whose words stand sealed for readers, whatever becomes of it. A state of an older program lacks it. */
  kept?: readonly string[]
  /** Last sign of life, ms UTC, for nudges and expiry. */
  touched: number
  /** Nudges since then, and in all. */
  nudged: number
  reminded: number
}

export interface Fetched {
  inputs: string
  at: number
  /** Null where there is nothing. */
  value: Value | null
}

/** What one message changed, so that it can be taken back. */
export interface Patch {
  event: string
  before: Readonly<Record<string, Value | null>>
}

/** A question with options, each of which is a list of commands. */
export interface Pending {
  /** Name of the pattern that asks it. */
  kind: string
  say: string
  options: readonly Way[]
  /** The frame it is about, or null. */
  frame: string | null
  /** The message that led to it; a state of an older program lacks it. */
  event?: string
}

export interface Way {
  label: string
  words: readonly string[]
  /** Whether a plain yes or no means this one. */
  yesNo: 'yes' | 'no' | null
  commands: readonly Command[]
}

export function freshState(): State {
  return {
    v: 1,
    seen: [],
    stack: [],
    drafts: [],
    mode: 'bot',
    card: 0,
    buttons: [],
    cardFor: '',
    deadCard: 0,
    pending: null,
    misses: 0,
    last: null,
    said: null,
    concern: null,
  }
}

/** A form with nothing in it. @param at when it was begun, ms UTC */
export function blankFrame(id: string, { id: flow, hash }: { id: string; hash: string }, at: number): Frame {
  return {
    id,
    flow,
    hash,
    slots: {},
    skipped: [],
    got: {},
    status: 'fill',
    edit: 0,
    shown: null,
    asked: null,
    tries: 0,
    undo: [],
    length: null,
    opened: false,
    touched: at,
    nudged: 0,
    reminded: 0,
  }
}

/** Nothing was given yet. */
export function isEmpty(frame: Frame): boolean {
  return !holdsSomething(frame) && frame.skipped.length === 0
}

/** Something was given that may be wrong. */
export function holdsSomething(frame: Frame): boolean {
  return Object.keys(frame.slots).length > 0
}

export function top(state: State): Frame | undefined {
  return state.stack.at(-1)
}

/** Names the question that stands open: any answer, and any change of content, makes it another one. */
export function openQuestion(state: State): string {
  const { pending } = state
  const frame = top(state)
  const about = frame ? `${frame.id}/${frame.edit}/${frame.status}/${frame.asked ?? ''}` : ''
  return pending ? `${about}?${pending.kind}/${pending.options.map(o => o.label).join('/')}` : about
}

/** Whether the buttons of the last card still answer what is open: then the person has seen the question. */
export function buttonsCount(state: State): boolean {
  return state.buttons.length > 0 && state.cardFor !== '' && state.cardFor === openQuestion(state)
}
