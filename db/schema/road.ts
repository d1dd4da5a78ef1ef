import type { Columns } from './columns.ts'

/** The durable road of a message: what came in, what is to go out, what is due, and each person's dialogue. */
export const roadTables = (c: Columns) => ({
  /** Every event, once. A row is also the record of its turn: revision, command and effect names. */
  inbox: c.table(
    'inbox',
    {
      /** Grows with time: rows are appended, and old ones are pruned from the front. */
      seq: c.int('seq').primaryKey(),
      /** `channel:robotCode:msgId`, or a key made by timers and effects: the second copy finds the first. */
      id: c.text('id').notNull(),
      lane: c.text('lane').notNull(),
      /** The platform's time, ms UTC: events of a lane that wait together are taken in this order. */
      at: c.int('at').notNull(),
      received: c.int('received').notNull(),
      /** Sealed event; null once the turn is done. */
      body: c.bytes('body'),
      /** waiting | done | parked */
      state: c.text('state').notNull(),
      tries: c.int('tries').notNull(),
      /** Not before this time, ms UTC. */
      nextAt: c.int('next_at').notNull(),
      /** The dialogue's revision after this turn. */
      rev: c.int('rev'),
      commands: c.text('commands'),
      effects: c.text('effects'),
      /** Code of the error that parked it. */
      fault: c.text('fault'),
    },
    t => [
      c.uniqueIndex('inbox_id').on(t.id),
      c.index('inbox_waiting').on(t.lane, t.at).where(c.sql`${t.state} = 'waiting'`),
      c.index('inbox_parked').on(t.seq).where(c.sql`${t.state} = 'parked'`),
    ],
  ),

  /** One row per person (an unbound contact: per channel id). Written with compare-and-swap on `rev`. */
  dialogue: c.table(
    'dialogue',
    {
      lane: c.text('lane').primaryKey(),
      rev: c.int('rev').notNull(),
      /** Sealed JSON of the dialogue state. */
      state: c.bytes('state').notNull(),
      /** Where the person last spoke: proactive messages go there. */
      channel: c.text('channel').notNull(),
      contact: c.text('contact').notNull(),
      /** When a nudge or an expiry is due, ms UTC. */
      wakeAt: c.int('wake_at'),
      updated: c.int('updated').notNull(),
    },
    t => [c.index('dialogue_wake').on(t.wakeAt).where(c.sql`${t.wakeAt} is not null`)],
  ),

  /** One piece of a story not yet handed over, sealed by the server. */
  piece: c.table(
    'piece',
    {
      id: c.text('id').primaryKey(),
      lane: c.text('lane').notNull(),
      body: c.bytes('body').notNull(),
      created: c.int('created').notNull(),
    },
    t => [c.index('piece_lane').on(t.lane)],
  ),

  /** Nothing is sent that is not here. Rows of one lane leave in the order of `seq`. */
  outbox: c.table(
    'outbox',
    {
      seq: c.int('seq').primaryKey(),
      /** Made from content (event id / effect name / number): a replay finds the first. */
      key: c.text('key').notNull(),
      lane: c.text('lane').notNull(),
      channel: c.text('channel').notNull(),
      contact: c.text('contact').notNull(),
      /** Sealed message; wiped once sent. Null for a row of a bulk, whose message stands in `bulk`. */
      payload: c.bytes('payload'),
      bulk: c.text('bulk'),
      /** due | sent | gave_up; of a bulk also sending (in a call right now) and lapsed (its time was over) */
      state: c.text('state').notNull(),
      tries: c.int('tries').notNull(),
      nextAt: c.int('next_at').notNull(),
      /**
       * An event for a lane's inbox once this is sent, for example "the duty contact knows". With `once` it comes a
       * single time, however many rows bear that.
       */
      onSent: c.json<{
        lane: string
        notice: string
        values: Record<string, string>
        once?: string
      } | null>('on_sent'),
      created: c.int('created').notNull(),
      sentAt: c.int('sent_at'),
      fault: c.text('fault'),
    },
    t => [
      c.uniqueIndex('outbox_key').on(t.key),
      c.index('outbox_due').on(t.nextAt).where(c.sql`${t.state} = 'due' and ${t.bulk} is null`),
      c.index('outbox_bulk').on(t.bulk, t.nextAt).where(c.sql`${t.state} = 'due' and ${t.bulk} is not null`),
      c.index('outbox_sending').on(t.bulk).where(c.sql`${t.state} = 'sending'`),
      c.index('outbox_gave_up').on(t.seq).where(c.sql`${t.state} = 'gave_up'`),
    ],
  ),

  /** One text for many people: sent to up to 20 at a time. The row goes, with its words, when all are served. */
  bulk: c.table('bulk', {
    id: c.text('id').primaryKey(),
    payload: c.bytes('payload').notNull(),
    created: c.int('created').notNull(),
  }),

  /** What is due when: nudges, expiries, campaign waves. A row becomes an inbox event, once. */
  timer: c.table(
    'timer',
    {
      key: c.text('key').primaryKey(),
      lane: c.text('lane').notNull(),
      at: c.int('at').notNull(),
      event: c.text('event').notNull(),
    },
    t => [c.index('timer_at').on(t.at)],
  ),

  /** Data keys, wrapped by the master key. Destroying a row makes what it sealed unreadable. */
  dataKey: c.table(
    'data_key',
    {
      id: c.text('id').primaryKey(),
      /** A lane, a case or an area. */
      subject: c.text('subject').notNull(),
      wrapped: c.bytes('wrapped').notNull(),
      /** ms UTC, rounded to the day. */
      created: c.int('created').notNull(),
    },
    t => [c.uniqueIndex('data_key_subject').on(t.subject)],
  ),

  /** Calls counted against the platform's monthly quota. */
  quota: c.table(
    'quota',
    {
      month: c.text('month').notNull(),
      kind: c.text('kind').notNull(),
      used: c.int('used').notNull(),
    },
    t => [c.primaryKey({ columns: [t.month, t.kind] })],
  ),

  /** Troubles an administrator must see: parked messages, given-up sends, quota, connection. */
  alert: c.table(
    'alert',
    {
      id: c.text('id').primaryKey(),
      code: c.text('code').notNull(),
      /** A row id or counter the alert is about; never content. */
      about: c.text('about').notNull(),
      at: c.int('at').notNull(),
      /** Times it happened again while open. */
      times: c.int('times').notNull(),
      closed: c.int('closed'),
    },
    t => [c.index('alert_open').on(t.at).where(c.sql`${t.closed} is null`)],
  ),
})
