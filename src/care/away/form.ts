import type { HalfDay } from '../../kernel/half-day.ts'

/** Where somebody goes. Sealed, with a report of its own or with the leave that told of it. */
export interface Trip {
  /** province | country: how far, as the flow's options are. Abroad is another procedure. */
  area: string
  /** The city alone: no address, and not why. */
  city: string
}

/** What a report of leaving the city says. */
export interface AwayForm extends Trip {
  from: HalfDay
  to: HalfDay
}
