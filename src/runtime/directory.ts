import type { Named } from '../dialogue/world.ts'
import type { Person } from '../kernel/person.ts'
import type { Tx } from '../storage/storage.ts'

/** Who is who, as the road needs it; kept by `care/people` and handed over by `main`. */
export interface Directory {
  /** The person behind a channel's contact, or null while unbound. */
  byContact(tx: Tx, channel: string, contact: string): Promise<Person | null>
  /** The same without asking the database, for somebody who was looked up lately; else undefined. */
  remembered(channel: string, contact: string): Person | undefined
  byId(tx: Tx, id: string): Promise<Person | null>
  byUserid(tx: Tx, userid: string): Promise<Person | null>
  /** Whether somebody of this userid is on the roster. */
  isHere(userid: string): boolean
  withRole(tx: Tx, role: string): Promise<readonly Person[]>
  /** The channel for people who have never written themselves. */
  readonly channel: string
  /** Where a person is written to first: the channel last used, else the default one. */
  addressOf(tx: Tx, person: Person): Promise<{ channel: string; contact: string }>
  /** People whose names stand in a normalised text. */
  named(plain: string): readonly Named[]
}
