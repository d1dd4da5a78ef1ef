import type { Named } from '../dialogue/world.ts'
import type { Person } from '../kernel/person.ts'
import type { Sensitive } from '../kernel/sensitive.ts'
import type { Tx } from '../storage/storage.ts'

/** A contact on a channel. */
export interface Address {
  readonly channel: string
  readonly contact: string
}

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
  addressOf(tx: Tx, person: Person): Promise<Address>
  /** Where he is written to at work, whatever he used last. */
  workAddress(person: Person): Address
  /** Whether an address is still this person's: a contact of a personal platform may be bound no more. */
  isStill(person: string, address: Address): boolean
  /** A contact of a personal platform has become somebody's (person.id), or nobody's. Called after the commit. */
  bound(contact: string, person: string | null): void
  /** The organisation has decided anew what must not be spoken of on a personal platform. Called after the commit. */
  forbid(off: ReadonlySet<Sensitive>): void
  /** What must not be spoken of on a channel, as the organisation has decided. */
  off(channel: string): ReadonlySet<Sensitive>
  /** People whose names stand in a normalised text. */
  named(plain: string): readonly Named[]
}
