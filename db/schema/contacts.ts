import type { Columns } from './columns.ts'

/** Who is who on a personal platform, and the codes by which it is proved. */
export const contactTables = (c: Columns) => ({
  /** A contact of a personal platform, and whose it is. One contact each; a person who has left has none. */
  binding: c.table(
    'binding',
    {
      channel: c.text('channel').notNull(),
      contact: c.text('contact').notNull(),
      /** person.id. */
      person: c.text('person').notNull(),
      at: c.int('at').notNull(),
    },
    t => [
      c.primaryKey({ columns: [t.channel, t.contact] }),
      c.uniqueIndex('binding_person').on(t.channel, t.person),
    ],
  ),

  /** A code that binds a contact, once and soon. Kept as a hash alone; one at a time for a person. */
  bindCode: c.table('bind_code', {
    /** person.id. */
    person: c.text('person').primaryKey(),
    /** SHA-256: a code is 60 random bits, and gone within the hour. */
    hash: c.text('hash').notNull(),
    /** Good until, ms UTC. */
    until: c.int('until').notNull(),
    /** How many were made since, and since when: no more than so many an hour. */
    made: c.int('made').notNull(),
    since: c.int('since').notNull(),
  }),

  /** How often a contact that is nobody's has written lately: nothing of what it said. */
  bindTry: c.table('bind_try', {
    /** The contact; `code <contact>` for the codes that it brought. */
    contact: c.text('contact').primaryKey(),
    tries: c.int('tries').notNull(),
    since: c.int('since').notNull(),
  }),

  /**
   * What the organisation has decided: what may be spoken of on a personal platform, and whether 纪检 receives reports
   * here. The last line of a topic counts.
   */
  permit: c.table('permit', {
    seq: c.int('seq').primaryKey(),
    channel: c.text('channel').notNull(),
    topic: c.text('topic').notNull(),
    allowed: c.flag('allowed').notNull(),
    /** Why, in the administrator's words; of 纪检 also who has agreed and when, as JSON. */
    why: c.text('why').notNull(),
    /** person.id. */
    author: c.text('author').notNull(),
    at: c.int('at').notNull(),
  }),
})
