import type { Columns } from './columns.ts'

/** Requests with a number, who decides them, and what was handed in with them. */
export const requestTables = (c: Columns) => ({
  /** Counters behind business numbers, one per prefix and day. */
  counter: c.table('counter', {
    key: c.text('key').primaryKey(),
    value: c.int('value').notNull(),
  }),

  /** A request with a number that somebody decides: leave, comp-days, overtime, hardship. */
  application: c.table(
    'application',
    {
      no: c.text('no').primaryKey(),
      /** leave | overtime | hardship | away */
      kind: c.text('kind').notNull(),
      person: c.text('person').notNull(),
      /** Who handed it in, where that is not `person`. */
      author: c.text('author').notNull(),
      /** consent | pending | returned (waits for the person to add something) | approved | refused | withdrawn | lapsed */
      status: c.text('status').notNull(),
      /** Whose turn it is: person.id, or `role:<role>`; null when nobody's. */
      turn: c.text('turn'),
      /** Counts from 1; 0 = still between the one who wrote it and the one it is for: nobody else may see it. */
      step: c.int('step').notNull(),
      /** Sealed JSON of what was asked for. */
      form: c.bytes('form').notNull(),
      created: c.int('created').notNull(),
      decided: c.int('decided'),
      /** The effect key that created it: the same request twice finds the first. */
      origin: c.text('origin').notNull(),
    },
    t => [
      c.uniqueIndex('application_origin').on(t.origin),
      c.index('application_person').on(t.person, t.created),
      c.index('application_consent').on(t.author).where(c.sql`${t.status} = 'consent'`),
      c.index('application_turn').on(t.turn, t.created).where(c.sql`${t.turn} is not null`),
      c.index('application_created').on(t.created),
    ],
  ),

  /**
   * Who decides a request, one after the other, and who is told when it is approved: fixed when it is handed in.
   * Person ids and states only; what was said stands sealed in `decision`.
   */
  approvalStep: c.table(
    'approval_step',
    {
      id: c.text('id').primaryKey(),
      no: c.text('no').notNull(),
      /** The order, counted from 1 within a request. */
      seq: c.int('seq').notNull(),
      /** decide | file (备案: told, never asked) */
      does: c.text('does').notNull(),
      person: c.text('person').notNull(),
      /** How he was found, so that he can be found anew: supervisor | above | unit_head | role:<role>… | added */
      found: c.text('found').notNull(),
      /** waiting | turn | agreed | refused | skipped | told */
      state: c.text('state').notNull(),
      /** Who really decided: the one himself, or who stood in for him. */
      by: c.text('by_person'),
      at: c.int('at'),
    },
    t => [c.index('approval_step_no').on(t.no, t.seq), c.index('approval_step_by').on(t.by, t.at)],
  ),

  /** Who decides instead of somebody who is away. Without dates: whenever he is on leave. */
  delegation: c.table(
    'delegation',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      deputy: c.text('deputy').notNull(),
      /** First and last day, both included; both null = on every day of approved leave. */
      from: c.text('from_date'),
      to: c.text('to_date'),
      created: c.int('created').notNull(),
      /** Taken back at (ms UTC); null while it holds. */
      ended: c.int('ended'),
    },
    t => [c.index('delegation_person').on(t.person), c.index('delegation_deputy').on(t.deputy)],
  ),

  /** Each decision on a request, append-only. */
  decision: c.table(
    'decision',
    {
      id: c.text('id').primaryKey(),
      no: c.text('no').notNull(),
      step: c.int('step').notNull(),
      person: c.text('person').notNull(),
      /** Whose turn it was, where somebody stood in for him: person.id; null where he decided himself. */
      instead: c.text('instead'),
      /** agreed | refused | returned | answered | added | undone | withdrawn | consented | declined | urged | checked | office | lapsed */
      verdict: c.text('verdict').notNull(),
      /** Sealed reason. */
      reason: c.bytes('reason'),
      at: c.int('at').notNull(),
    },
    t => [c.index('decision_no').on(t.no, t.at)],
  ),

  /** Files people sent, sealed on disk under their random id. */
  attachment: c.table(
    'attachment',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      /** image | pdf | audio | video | other */
      kind: c.text('kind').notNull(),
      bytes: c.int('bytes').notNull(),
      /** Sealed original name. */
      name: c.bytes('name').notNull(),
      /** application.no once handed in; null while it is part of a draft. */
      no: c.text('no'),
      created: c.int('created').notNull(),
    },
    t => [c.index('attachment_no').on(t.no), c.index('attachment_person').on(t.person, t.created)],
  ),
})
