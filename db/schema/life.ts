import type { Columns } from './columns.ts'

/** How long things live: what is to be deleted when, what somebody agreed to, and what of the audit log was pruned. */
export const lifeTables = (c: Columns) => ({
  /**
   * Something that is finished and will be deleted. Its day is worked out from `ended` and the days of its kind; no
   * person stands here, since of a case nobody may learn whose it is.
   */
  expiry: c.table(
    'expiry',
    {
      /** case | flag | request | hardship | help | health */
      kind: c.text('kind').notNull(),
      /** The row it is about: case_file.id, application.no, help_request.id, invitation.id. */
      about: c.text('about').notNull(),
      /** The day it was finished, or was first seen finished. */
      ended: c.text('ended').notNull(),
      /** Kept until this day, where somebody put it off. */
      until: c.text('until'),
      /** How often it was put off. */
      times: c.int('times').notNull(),
      /** Why, the last time, sealed by the server. */
      reason: c.bytes('reason'),
      /** The day on which its person and who deals with it were warned; without it nothing is deleted. */
      warned: c.text('warned'),
    },
    t => [c.primaryKey({ columns: [t.kind, t.about] }), c.index('expiry_ended').on(t.kind, t.ended)],
  ),

  /** What somebody agreed to and whether it still holds. Never of 心里话: a row would say who wrote, and when. */
  consent: c.table(
    'consent',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      /** hardship */
      kind: c.text('kind').notNull(),
      /** application.no */
      about: c.text('about').notNull(),
      given: c.int('given').notNull(),
      withdrawn: c.int('withdrawn'),
    },
    t => [c.uniqueIndex('consent_about').on(t.person, t.kind, t.about)],
  ),

  /**
   * A piece of the audit log whose lines were pruned, append-only. `hash` is that of its last line: the chain goes on
   * from there.
   */
  auditSegment: c.table('audit_segment', {
    /** Number of the last line. */
    to: c.int('to_seq').primaryKey(),
    from: c.int('from_seq').notNull(),
    hash: c.text('hash').notNull(),
    at: c.int('at').notNull(),
  }),
})
