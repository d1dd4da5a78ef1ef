import { SENSITIVE, type Sensitive } from '../../kernel/sensitive.ts'
import type { Tx } from '../../storage/storage.ts'
import { allBindings, forbidden } from './store.ts'

/** Who is bound, and what may be spoken of, in memory: no message of anybody costs a look into the database. */
export interface Contacts {
  /** @returns person.id */
  personOf(contact: string): string | undefined
  /** @param person person.id; null = nobody's any more */
  set(contact: string, person: string | null): void
  forbid(topics: ReadonlySet<Sensitive>): void
  /** What must not be spoken of. */
  off(): ReadonlySet<Sensitive>
  /** Reads both anew. */
  refresh(tx: Tx): Promise<void>
}

export function openContacts(): Contacts {
  let people = new Map<string, string>()
  let off: ReadonlySet<Sensitive> = new Set(SENSITIVE)
  return {
    personOf: contact => people.get(contact),
    set(contact, person) {
      for (const [other, owner] of people) if (owner === person) people.delete(other)
      if (person === null) people.delete(contact)
      else people.set(contact, person)
    },
    forbid(topics) {
      off = topics
    },
    off: () => off,
    async refresh(tx) {
      people = new Map((await allBindings(tx)).map(({ contact, person }) => [contact, person]))
      off = await forbidden(tx)
    },
  }
}
