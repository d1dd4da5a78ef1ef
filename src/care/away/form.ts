import type { HalfDay } from '../../kernel/half-day.ts'

/** What a report of leaving the city says; sealed. */
export interface AwayForm {
  from: HalfDay
  to: HalfDay
  /** province | country: how far, as the flow's options are. Abroad is another procedure. */
  area: string
  /** The city alone: no address, and not why. */
  city: string
}
