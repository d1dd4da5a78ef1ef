import type { Calendar } from '../kernel/calendar.ts'
import type { Read } from '../kernel/reading.ts'
import type { Sensitive } from '../kernel/sensitive.ts'
import type { Flow, Slot } from './flow.ts'
import type { Patterns } from './patterns.ts'
import type { Frame } from './state.ts'
import type { Words } from './words.ts'

/** Everything a turn may look at, as values and pure functions. */
export interface World {
  readonly flows: ReadonlyMap<string, Flow>
  /** An older version of a flow that a frame still names; null when it is not kept. */
  pinned(flow: string, hash: string): Flow | null
  readonly patterns: Patterns
  readonly terms: Readonly<Record<string, string>>
  readonly words: Words
  readonly read: Read
  readonly calendar: Calendar
  readonly me: Me
  readonly place: Place
  /** People of the roster whom a normalised text names. */
  people(plain: string): readonly Named[]
  /** Local time of an instant, `YYYY-MM-DDTHH:MM`. */
  local(ms: number): string
  /** When nudges wait: from one local hour to another. */
  readonly quiet: { from: number; to: number }
  /** The first instant on or after `ms` at which `hour` o'clock strikes. */
  nextHour(ms: number, hour: number): number
}

/** Where the conversation is held, as far as it matters for what may be said there. */
export interface Place {
  /** A personal platform: a sensitive form says so before its first word. */
  readonly personal: boolean
  /** What must not be spoken of there. */
  readonly off: ReadonlySet<Sensitive>
}

/** Where everything may be spoken of. */
export const ANYWHERE: Place = { personal: false, off: new Set() }

/** Whether a form, or one thing that it asks, must not be spoken of there. */
export function isOff(
  it: Pick<Flow | Slot, 'sensitive'> & Partial<Pick<Flow, 'atWork'>>,
  { personal, off }: Place,
): boolean {
  return (personal && it.atWork === true) || it.sensitive.some(topic => off.has(topic))
}

/** What a form is about: by its flow, and by what was chosen in it (病假). */
export function topicsOf(flow: Flow, slots: Frame['slots']): readonly Sensitive[] {
  const chosen = flow.slots.flatMap(
    ({ name, options }) => options.find(({ value }) => value === slots[name])?.sensitive ?? [],
  )
  return [...flow.sensitive, ...chosen]
}

export interface Named {
  readonly userid: string
  readonly name: string
  /** With unit and post, to tell people of one name apart. */
  readonly label: string
  /** The 姓+职务, or the 小陈, he was named by, where it was not his name. */
  readonly title?: string
  /** Userids of those above him in the roster, the nearest first. */
  readonly above?: readonly string[]
}

/** Who is talking. The names are those flows use as `me.…`. */
export interface Me {
  readonly userid: string
  readonly name: string
  readonly unit: string
  readonly unit_type: string
  readonly staff_type: string
  readonly post: string
  readonly sex: string
  readonly has_supervisor: boolean
  readonly roles: readonly string[]
}

/** Types of the `me.…` names, for checks at load. */
export const ME = {
  name: 'text',
  unit: 'text',
  unit_type: 'text',
  staff_type: 'text',
  post: 'text',
  sex: 'text',
  has_supervisor: 'yes_no',
} as const
