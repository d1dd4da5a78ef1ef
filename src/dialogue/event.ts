import type { FileRef, Value } from './value.ts'

/**
 * What a text sounds like where no life is in danger. `hint`: one direct question is due. `report`: of somebody's
 * misconduct, and of nothing else; `report_inbox`: the same, where 纪检 receives that here. `weighs`: on the person who writes.
 */
export type Sounds = 'hint' | 'report' | 'report_inbox' | 'weighs'

/**
 * What happens to a conversation. Time and fresh ids come in with it, so that a turn needs no clock and no
 * randomness.
 */
export type Event = {
  id: string
  /** ms UTC. */
  at: number
  /** A random id for things this event may begin. */
  fresh: string
} & (
  | { type: 'text'; text: string; card?: number; concern?: Concern; sounds?: Sounds; aid?: Aid }
  | { type: 'files'; files: readonly FileRef[] }
  /** A voice message without a transcript. */
  | { type: 'unheard' }
  /** A sticker, a location, a forwarded record. */
  | { type: 'unreadable' }
  /** A file has come, and could not be had from its platform. */
  | { type: 'unfetched' }
  /** The person took a message back. */
  | { type: 'recalled'; event: string }
  /** Text with secrecy markings: what it said is not here any more, but that life is in danger is. */
  | { type: 'secret'; concern?: Concern }
  | { type: 'timer' }
  /** The outcome of an effect that was sent outside. */
  | { type: 'result'; key: string; outcome: Outcome }
  | { type: 'colleague'; does: 'takes' | 'returns' }
  /** Something became true that the person was promised to hear (“已通知…”). */
  | { type: 'told'; text: string }
)

/** What help there is for what a text tells: no danger to life, yet no errand either. */
export interface Aid {
  /** Of one kind it is said once in a while. */
  readonly id: string
  readonly say: string
  /** Said whatever else the message asks for; else only where it asks for nothing, or in a story. */
  readonly aloud: boolean
}

/** What the risk floor says of a text, as far as the conversation needs it. */
export interface Concern {
  level: 'crisis' | 'high'
  /** The fixed reply, already filled in. */
  reply: string
  /** The words themselves are kept for the readers of cases, whatever becomes of the form they were told to. */
  kept?: true
}

export type Outcome =
  /** `forget`: with it go drafts, other unfinished forms, and what was said last. */
  | { state: 'done'; result: Readonly<Record<string, string | number>>; forget?: true }
  /** Refused for a reason that the flow file may have words for. */
  | { state: 'refused'; reason: string; values: Readonly<Record<string, string | number>> }
  /** Not done, may be tried again. */
  | { state: 'failed'; error: string }
  /** Begun; the outcome comes later as an event. `quiet`: so soon that nothing is said meanwhile. */
  | { state: 'sent'; quiet: boolean }

/** What a turn asks of the world while it runs. */
export type Request =
  | { do: 'lookup'; name: string; with: Readonly<Record<string, Value>> }
  | { do: 'run'; name: string; key: string; frame: string; with: Readonly<Record<string, Value>> }
  /** Store one piece of a story outside the state. */
  | { do: 'keep'; id: string; text: string }
  /** Hand a message to the colleague who took the conversation over. */
  | { do: 'relay'; text: string; ended: boolean }

/**
 * What comes back: a look-up's value (null: there is none), with how many were left out that must not be spoken of here;
 * or how an effect went.
 */
export type Answer = { value: Value | null; left?: number } | Outcome | undefined
