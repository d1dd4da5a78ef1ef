import type { HalfDay } from '../../kernel/half-day.ts'

/** Where somebody goes. Sealed, with a report of its own or with the leave that told of it. */
export interface Trip {
  /** province | country | abroad: how far, as the flow's options are. Abroad goes with a leave alone. */
  area: string
  /** The city alone: no address, and not why. */
  city: string
}

/** What a report of leaving the city says. */
export interface AwayForm extends Trip {
  from: HalfDay
  to: HalfDay
}

/** What the chain of a leave goes by: how far its journey leads. */
export function reachOf(trip: Pick<Trip, 'area'> | undefined): { leavesCity: boolean; abroad: boolean } {
  return { leavesCity: trip !== undefined, abroad: trip?.area === 'abroad' }
}
