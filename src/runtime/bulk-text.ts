import type { SQL } from 'drizzle-orm'

/** One text for many people. */
export interface BulkText {
  /** Made from content (`health/<campaign>/1`): the same id again adds people to the same text. */
  readonly id: string
  /** Its words, in `flows/_notices.yaml`. */
  readonly notice: string
  readonly values?: Readonly<Record<string, string | number>>
  /** Picks one of several wordings. */
  readonly variant?: number
  /** After this it is not worth saying any more, ms UTC. */
  readonly until: number
  /** Does not wait for the hours of `flows/policy/reminders.yaml`. */
  readonly anytime?: boolean
}

/** Puts a text for many people into the outbox, in the transaction at hand, with one statement for all of them. */
export type PutBulk = (
  text: BulkText,
  /** A query for the ids of people, and how many it finds at most. */
  to: { of: SQL; most: number },
) => Promise<void>
