import type { Columns } from './columns.ts'

/** What becomes of a leave after it was approved, and being away without one. Ids, states and dates: plain. */
export const leaveLifeTables = (c: Columns) => ({
  /** Days of an approved leave for which somebody was called back to work (召回); they were given back. */
  recall: c.table(
    'recall',
    {
      id: c.text('id').primaryKey(),
      /** leave.no */
      no: c.text('no').notNull(),
      person: c.text('person').notNull(),
      from: c.text('from_half').notNull(),
      to: c.text('to_half').notNull(),
      /** What of it the leave had taken. */
      halfDays: c.int('half_days').notNull(),
      /** person.id of who called. */
      by: c.text('by_person').notNull(),
      at: c.int('at').notNull(),
    },
    t => [c.index('recall_no').on(t.no), c.index('recall_person').on(t.person, t.from)],
  ),

  /** 离市报备: when somebody is out of the city, rest days and holidays too. Where to is in the sealed form. */
  away: c.table(
    'away',
    {
      /** application.no: of the report itself, or of the leave that said so. */
      no: c.text('no').primaryKey(),
      person: c.text('person').notNull(),
      from: c.text('from_half').notNull(),
      to: c.text('to_half').notNull(),
      /** reported | withdrawn */
      status: c.text('status').notNull(),
      /** The half-day somebody said he was back on; null until then. */
      back: c.text('back_half'),
    },
    t => [c.index('away_person').on(t.person, t.from), c.index('away_dates').on(t.to, t.from)],
  ),

  /** 顶岗: who was asked to stand in while somebody is away, and what he answered. */
  standIn: c.table(
    'stand_in',
    {
      /** application.no */
      no: c.text('no').notNull(),
      /** Whom: person.id. */
      person: c.text('person').notNull(),
      /** asked | agreed | declined | released */
      status: c.text('status').notNull(),
      at: c.int('at').notNull(),
    },
    t => [c.primaryKey({ columns: [t.no, t.person] }), c.index('stand_in_person').on(t.person)],
  ),

  /**
   * 离岗休养: somebody is not on post until HR has him back. A status, no leave: it takes nothing from any account.
   * One row a stretch; of one person at most one is open.
   */
  offPost: c.table(
    'off_post',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      /** The first day, a date. */
      from: c.text('from_day').notNull(),
      /** The date by which the doctors look again; HR is reminded before it. */
      review: c.text('review_day').notNull(),
      /** The first day back at work, a date; null until HR has agreed to it. */
      back: c.text('back_day'),
      /** person.id of who put it on, and of who agreed to the return. */
      author: c.text('author').notNull(),
      returner: c.text('returner'),
      /** What it rests on, sealed; wiped at the return. */
      ground: c.bytes('ground'),
      at: c.int('at').notNull(),
    },
    t => [
      // Two windows cannot open two stretches.
      c.uniqueIndex('off_post_open').on(t.person).where(c.sql`${t.back} is null`),
      c.index('off_post_person').on(t.person, t.from),
    ],
  ),

  /** The code on a printed form, by which anybody can ask whether that form is genuine. */
  checkCode: c.table('check_code', {
    /** application.no */
    no: c.text('no').primaryKey(),
    code: c.text('code').notNull(),
    created: c.int('created').notNull(),
  }),

  /** A link to the printed form of one's own request, good for one look. */
  printLink: c.table('print_link', {
    /** SHA-256 of the secret in the link. */
    id: c.text('id').primaryKey(),
    no: c.text('no').notNull(),
    person: c.text('person').notNull(),
    /** ms UTC. */
    expires: c.int('expires').notNull(),
  }),
})
