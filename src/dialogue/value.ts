import type { HalfDay } from '../kernel/half-day.ts'

/**
 * What a slot can hold, always JSON. Units: days = integer half-days, money = integer 分, date = `YYYY-MM-DD`,
 * half_day = `YYYY-MM-DDa|p`, time = `HH:MM`.
 */
export type Value =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly FileRef[]
  | readonly Option[]
  | PersonRef
  | readonly PersonRef[]
  | readonly Shift[]
  | readonly Share[]
  | Story
  | Fields

/** A stored attachment: its random id and what kind of file it is. */
export interface FileRef {
  id: string
  kind: 'image' | 'pdf' | 'audio' | 'video' | 'other'
  bytes: number
  /** The message that brought it, by which it is taken back. A state of an older program lacks it. */
  message?: string
  /** What it says of who made it could not be taken off. */
  traces?: true
}

export interface PersonRef {
  /** The roster’s userid. */
  userid: string
  name: string
}

/** What was worked on one day: its minutes, and from when to when where that was said (`HH:MM-HH:MM`, else ''). */
export interface Shift {
  date: string
  minutes: number
  clock: string
  /** What it says of the choice of its form, where others say otherwise. */
  choice?: string
}

/** What one of several people worked on one day, each his own. */
export interface Share extends PersonRef {
  minutes: number
  /** `HH:MM-HH:MM` where it was said, else ''. */
  clock: string
  /** As for `Shift`. */
  choice?: string
}

/** The person's own words in many messages: kept outside the state, counted here. */
export interface Story {
  pieces: readonly string[]
  /** Characters in all. */
  length: number
  /** The last messages and the pieces they became, so that one can be taken back. */
  recent: readonly { event: string; piece: string; length: number }[]
  /** Whether it holds the name of the one who writes. */
  named: boolean
}

/** One thing to choose from, as a look-up returns it. */
export interface Option {
  value: string
  label: string
  /** What else people call it. */
  words?: readonly string[]
  /** When it is: “17号那份” is the only one of them that holds that day. */
  days?: { from: HalfDay; to: HalfDay }
}

/** A record that a look-up returned; its fields are named in the registry. */
export interface Fields {
  [field: string]: string | number | boolean
}

/** The static type of a value, for checks at load, comparison and formatting. */
export type ValueType =
  | 'text'
  | 'number'
  | 'money'
  | 'days'
  | 'choice'
  | 'multi'
  | 'date'
  | 'half_day'
  | 'time'
  | 'file'
  | 'person'
  | 'people'
  | 'shifts'
  | 'shares'
  | 'phone'
  | 'yes_no'
  | 'story'
  | 'options'
  | { readonly [field: string]: ValueType }

export type { HalfDay }
