import type { Calendar } from '../../../kernel/calendar.ts'
import type { TimeNeed } from '../../../kernel/reading.ts'
import type { EpochDay } from '../../calendar/epoch-day.ts'

/** Where a day expression is resolved: towards the future or the past of a moment, beside what came before. */
export interface Scope {
  calendar: Calendar
  ref: EpochDay
  /** Minute of the day at which it is said. */
  minute: number
  tense: 'future' | 'past'
  /** The days just named, on whose right this one stands: 12月3日至|5日. */
  after: Found | null
  /** The stretch inside which it lies: 下周的|周三. */
  within: Found | null
}

/** The days found, both ends included. */
export interface Found {
  from: EpochDay
  to: EpochDay
  /** First and last day of a second reading. */
  alt?: readonly [EpochDay, EpochDay]
  fuzzy?: boolean
  need?: TimeNeed
  /** The holidays of that year decided the answer. */
  consulted?: boolean
  /** A minute of the day, where the expression counts hours from now. */
  minute?: number
}

export function single(at: EpochDay): Found {
  return { from: at, to: at }
}
