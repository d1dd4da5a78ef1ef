import type { Columns } from './columns.ts'

/** 心里话 and danger: conversations sealed to their readers, and whom a human must look after. */
export const caseTables = (c: Columns) => ({
  /** Somebody about whom a human must be told; only a human closes it, and then the row goes. */
  concern: c.table('concern', {
    lane: c.text('lane').primaryKey(),
    /** crisis | high */
    level: c.text('level').notNull(),
    since: c.int('since').notNull(),
    /** When somebody was last called, ms UTC. */
    asked: c.int('asked').notNull(),
    /** person.id of who was called last, or who knows; null where nobody was left to call. */
    contact: c.text('contact'),
    /** person.ids of all who were called, in order. */
    tried: c.json<string[]>('tried').notNull(),
    /** When the contact was really reached, ms UTC; null while he is being called. */
    told: c.int('told'),
    /** When nobody was left to call, ms UTC. */
    lost: c.int('lost'),
    times: c.int('times').notNull(),
  }),

  /** A conversation handed over to its readers. Day-rounded times, random id. */
  caseFile: c.table(
    'case_file',
    {
      id: c.text('id').primaryKey(),
      no: c.text('no').notNull(),
      /** heart | flag */
      kind: c.text('kind').notNull(),
      /** named | hidden (隐名) */
      mode: c.text('mode').notNull(),
      /** open | answered | closed */
      status: c.text('status').notNull(),
      /** crisis | high | none: for the clock of the handlers. */
      level: c.text('level').notNull(),
      /** age recipient of this case. */
      recipient: c.text('recipient').notNull(),
      /** Date, `YYYY-MM-DD`. */
      day: c.text('day').notNull(),
      /** Due to be opened by, ms UTC rounded to the hour. */
      due: c.int('due').notNull(),
      /** person.id of the handler who took it. */
      handler: c.text('handler'),
      /** talked | solved | passed_on | no_answer | false_alarm; null until it is closed. */
      outcome: c.text('outcome'),
    },
    t => [c.uniqueIndex('case_no').on(t.no), c.index('case_status').on(t.status, t.due)],
  ),

  /** The case's private key, age-encrypted to one reader. */
  caseKey: c.table(
    'case_key',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      reader: c.text('reader').notNull(),
      sealed: c.bytes('sealed').notNull(),
    },
    t => [c.uniqueIndex('case_key_reader').on(t.caseId, t.reader)],
  ),

  /** One message of a case, age-encrypted to the case. */
  caseMessage: c.table(
    'case_message',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      /** person | handler */
      from: c.text('from_side').notNull(),
      position: c.int('position').notNull(),
      sealed: c.bytes('sealed').notNull(),
      day: c.text('day').notNull(),
    },
    t => [c.uniqueIndex('case_message_position').on(t.caseId, t.position)],
  ),

  /** The one row that links a case to its person; sealed by the server. */
  caseLink: c.table('case_link', {
    caseId: c.text('case_id').primaryKey(),
    /** Sealed person.id. */
    person: c.bytes('person').notNull(),
  }),

  /** A handler's answer on its way to the person: sealed by the server; the row goes once it is really sent. */
  caseReply: c.table(
    'case_reply',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      body: c.bytes('body').notNull(),
    },
    t => [c.index('case_reply_case').on(t.caseId)],
  ),
})
