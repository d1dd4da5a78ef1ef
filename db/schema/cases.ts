import type { Columns } from './columns.ts'

/** 心里话 and danger: conversations sealed to their readers, and whom a human must look after. */
export const caseTables = (c: Columns) => ({
  /** Somebody about whom a human must be told; only a human closes it, and then the row goes. */
  concern: c.table('concern', {
    lane: c.text('lane').primaryKey(),
    /** What a contact types to say which one he means: `ZB-20261123-0001`. */
    no: c.text('no').notNull(),
    /** crisis | high */
    level: c.text('level').notNull(),
    /** Sealed: of whom it was said (the person himself, his mother, a colleague …), when, and how grave. */
    whom: c.bytes('whom').notNull(),
    since: c.int('since').notNull(),
    /** When somebody was last called, ms UTC. */
    asked: c.int('asked').notNull(),
    /** person.id of who was called last; null where nobody was left to call. */
    contact: c.text('contact'),
    /** person.ids of all who were called this time, in order. */
    tried: c.json<string[]>('tried').notNull(),
    /** person.ids of all who were ever called about this person. */
    called: c.json<string[]>('called').notNull(),
    /** When a contact was really reached, ms UTC; null while nobody was. */
    told: c.int('told'),
    /** person.id of who was really reached. */
    knows: c.text('knows'),
    /** person.id of who has said that he sees to it; until then others are called. */
    taker: c.text('taker'),
    /** When that one said that he has spoken to the person, ms UTC. */
    reached: c.int('reached'),
    /** When nobody was left to call, ms UTC. */
    lost: c.int('lost'),
    /** How often everybody has been called anew because nobody said that he sees to it. */
    rounds: c.int('rounds').notNull(),
    times: c.int('times').notNull(),
  }),

  /** A conversation handed over to its readers. Day-rounded times, random id. */
  caseFile: c.table(
    'case_file',
    {
      id: c.text('id').primaryKey(),
      no: c.text('no').notNull(),
      /** heart | flag | report: for 纪检 alone */
      kind: c.text('kind').notNull(),
      /** named | hidden (隐名) */
      mode: c.text('mode').notNull(),
      /** open | answered | closed | withdrawn: of what its person took back, number, day and state alone are left. */
      status: c.text('status').notNull(),
      /** crisis | high | serious | none: for the clock of the handlers. */
      level: c.text('level').notNull(),
      /** age recipient of this case. */
      recipient: c.text('recipient').notNull(),
      /** Date, `YYYY-MM-DD`. */
      day: c.text('day').notNull(),
      /** Due to be opened by, ms UTC rounded to the hour. */
      due: c.int('due').notNull(),
      /** Sealed by the server: the very moment it is due, which would tell when it was written. */
      clock: c.bytes('clock').notNull(),
      /** How often its readers were told once more that nobody had taken it. */
      reminded: c.int('reminded').notNull(),
      /** person.id of the handler who took it. */
      handler: c.text('handler'),
      /** talked | solved | passed_on | no_answer | false_alarm | merged; null until it is closed. */
      outcome: c.text('outcome'),
      /** What its person asks of a case that was opened: close | delete. */
      asked: c.text('asked'),
      /**
       * Sealed by the server: person.ids of whom its writer left out and whom its words name, so that none of them is
       * let in later. Null: nobody wrote it down, so nobody can be let in.
       */
      barred: c.bytes('barred'),
      /** Its labels, age-encrypted to the case: a label may say what it is about. */
      labels: c.bytes('labels'),
      /** The case its words were moved to, where its person's two are one. */
      mergedInto: c.text('merged_into'),
    },
    t => [c.uniqueIndex('case_no').on(t.no), c.index('case_status').on(t.status, t.due)],
  ),

  /** The case's private keys, one per line, age-encrypted to one reader. */
  caseKey: c.table(
    'case_key',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      reader: c.text('reader').notNull(),
      sealed: c.bytes('sealed').notNull(),
      /** When this reader first opened the case, ms UTC: the person may ask. */
      opened: c.int('opened'),
    },
    t => [c.uniqueIndex('case_key_reader').on(t.caseId, t.reader)],
  ),

  /** What a case is sealed with since a reader's key ended: its newer private key, age-encrypted to one reader. */
  caseNextKey: c.table(
    'case_next_key',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      reader: c.text('reader').notNull(),
      sealed: c.bytes('sealed').notNull(),
    },
    t => [c.index('case_next_key_case').on(t.caseId, t.reader)],
  ),

  /** A handler asks who wrote a 隐名 case; a second person decides. */
  reveal: c.table(
    'reveal',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      /** person.id of the handler who asks. */
      asker: c.text('asker').notNull(),
      /** Why, in his words: sealed by the server with the key of the case. */
      reason: c.bytes('reason').notNull(),
      /** asked | agreed | refused | shown; danger: nobody was asked, the duty contact was called at once */
      state: c.text('state').notNull(),
      /** person.id of who decided; never the asker. */
      custodian: c.text('custodian'),
      /** Date, `YYYY-MM-DD`. */
      day: c.text('day').notNull(),
    },
    t => [c.index('reveal_case').on(t.caseId), c.index('reveal_state').on(t.state)],
  ),

  /** One message of a case, age-encrypted to the case. */
  caseMessage: c.table(
    'case_message',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      /** person | handler | note: what readers write down for each other alone. */
      from: c.text('from_side').notNull(),
      position: c.int('position').notNull(),
      sealed: c.bytes('sealed').notNull(),
      day: c.text('day').notNull(),
    },
    t => [c.uniqueIndex('case_message_position').on(t.caseId, t.position)],
  ),

  /**
   * A file that goes with a message, on disk under its random id: age-encrypted to a key of its own, which stands in the
   * sealed message alone.
   */
  caseEnclosure: c.table(
    'case_enclosure',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
    },
    t => [c.index('case_enclosure_case').on(t.caseId)],
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

  /** What a handler has taken upon himself: 谈心谈话 or 家访 by a day. What it is about is a note of the case. */
  caseFollowUp: c.table(
    'case_follow_up',
    {
      id: c.text('id').primaryKey(),
      caseId: c.text('case_id').notNull(),
      /** talk | visit | call */
      kind: c.text('kind').notNull(),
      /** Day by which it is to be done, `YYYY-MM-DD`. */
      due: c.text('due').notNull(),
      /** person.id of who does it. */
      handler: c.text('handler').notNull(),
      /** Day on which it was done; null while it is not. */
      done: c.text('done'),
      /** Day on which he was last reminded. */
      reminded: c.text('reminded'),
    },
    t => [c.index('case_follow_up_case').on(t.caseId), c.index('case_follow_up_open').on(t.done, t.due)],
  ),

  /** 约谈: when and where somebody who reads cases can be met. Booked for a case, never for a name. */
  talkTime: c.table(
    'talk_time',
    {
      id: c.text('id').primaryKey(),
      /** person.id */
      handler: c.text('handler').notNull(),
      /** ms UTC */
      at: c.int('at').notNull(),
      /** '' since it is sealed; what an older version wrote is sealed at the next start. */
      place: c.text('place').notNull(),
      /** Sealed by the server, with the handler's key. */
      placeSealed: c.bytes('place_sealed'),
      /** The case it was booked for; null while it is free. */
      caseId: c.text('case_id'),
    },
    t => [c.uniqueIndex('talk_time_handler').on(t.handler, t.at), c.index('talk_time_at').on(t.at)],
  ),

  /** What was counted of the cases of a quarter, once and for all: two counts would differ by a person. */
  caseQuarter: c.table('case_quarter', {
    /** `2026Q3` */
    quarter: c.text('quarter').primaryKey(),
    counts: c
      .json<{
        readonly total: number | null
        readonly kinds: CaseCounts | null
        readonly outcomes: CaseCounts | null
        readonly times: CaseCounts | null
        readonly units: CaseCounts | null
      }>('counts')
      .notNull(),
  }),
})

/** So many of a group of at least five people, and all others together. */
interface CaseCounts {
  readonly apart: readonly { readonly name: string; readonly count: number }[]
  readonly rest: number
}
