import type { DayPart, TimeNeed } from '../../../kernel/reading.ts'
import type { EpochDay } from '../../calendar/epoch-day.ts'

export interface Moment {
  day: EpochDay
  /** Minute of the day, null where no hour is said. */
  minute: number | null
}

/** First and last day of a second reading. */
export type Days = readonly [EpochDay, EpochDay]

/** A phrase resolved in one direction of time: every fact a reading needs, still as numbers. */
export interface Extent {
  start: Moment | null
  end: Moment | null
  startPart: DayPart | null
  endPart: DayPart | null
  /** All days, where they do not touch. */
  days: readonly EpochDay[] | null
  alt: Days | null
  endWork: EpochDay | null
  fuzzy: boolean
  /** Holidays decided the answer. */
  consulted: boolean
  needs: readonly TimeNeed[]
}
