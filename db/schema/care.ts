import type { Columns } from './columns.ts'

/** What the care areas keep. Forms with health, family or money are sealed; ids, states, dates and counts are plain. */
export const careTables = (c: Columns) => ({
  /** The dates of a leave request, for overlap and calendars. The kind and the reason are in the sealed form. */
  leave: c.table(
    'leave',
    {
      no: c.text('no').primaryKey(),
      person: c.text('person').notNull(),
      from: c.text('from_half').notNull(),
      to: c.text('to_half').notNull(),
      /** annual | comp | none */
      account: c.text('account').notNull(),
      halfDays: c.int('half_days').notNull(),
      /** pending | approved | refused | withdrawn | unused (approved, and nothing of it was taken) */
      status: c.text('status').notNull(),
      /** The half-day somebody reported back on; null until then. */
      back: c.text('back_half'),
      /** 续假: the number of the leave that it makes longer; its days begin where that one, or what extends it, ends. */
      extends: c.text('extends_no'),
    },
    t => [c.index('leave_person').on(t.person, t.from), c.index('leave_dates').on(t.to, t.from)],
  ),

  /** When somebody worked overtime, one row per person and stretch. What for is in the sealed form. */
  overtime: c.table(
    'overtime',
    {
      no: c.text('no').primaryKey(),
      person: c.text('person').notNull(),
      date: c.text('date').notNull(),
      /** Outside the legal hours. */
      minutes: c.int('minutes').notNull(),
      /** overtime | duty (值班) */
      kind: c.text('kind').notNull(),
      /** pending | planned (agreed beforehand, its hours still to be confirmed) | approved | refused | withdrawn */
      status: c.text('status').notNull(),
      /** From when to when, `HH:MM-HH:MM`, where it was said. */
      clock: c.text('clock'),
      /** Minutes that make comp-days: by the rate of its kind and day, 0 where it was paid for. */
      counted: c.int('counted').notNull().default(0),
      /** A subsidy was paid for it: no comp-day. */
      subsidy: c.flag('subsidy').notNull().default(false),
      /** self | supervisor | office: who recorded it. */
      source: c.text('source').notNull().default('self'),
      /** Reported before it was worked, and its hours were not confirmed since. */
      ahead: c.flag('ahead').notNull().default(false),
      /** Minutes that were agreed to beforehand, from when its real hours were said: a refusal leaves these. */
      agreed: c.int('agreed'),
      /** Reported after the window for reports. */
      late: c.flag('late').notNull().default(false),
      /** `JD-…`: the list it was handed in with, several people or days at once. */
      list: c.text('list_no'),
    },
    t => [
      c.index('overtime_person').on(t.person, t.date),
      c.index('overtime_date').on(t.date),
      c.index('overtime_list').on(t.list).where(c.sql`${t.list} is not null`),
    ],
  ),

  /** Who must not be asked to work overtime (女职工劳动保护特别规定 art. 6, 9); until when is sealed. Gone once it is over. */
  overtimeProtection: c.table('overtime_protection', {
    person: c.text('person').primaryKey(),
    until: c.bytes('until').notNull(),
    /** Who of HR noted it. */
    author: c.text('author').notNull(),
    at: c.int('at').notNull(),
  }),

  /** Append-only lines; a balance is their sum. A correction is a reversing line. */
  ledger: c.table(
    'ledger',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      /** annual | comp */
      account: c.text('account').notNull(),
      /** The year a line of annual leave belongs to; 0 for comp-days. */
      year: c.int('year').notNull(),
      /** Signed half-days. */
      halfDays: c.int('half_days').notNull(),
      /** opening | correction | overtime | carry | leave | returned | reversal | lapse */
      cause: c.text('cause').notNull(),
      /** What caused it; one line per cause, reference and grant. */
      ref: c.text('ref').notNull(),
      /**
       * Which days it adds to or takes from: of comp-days the reference of the line that granted them; of annual leave
       * `carry` for what came over from last year, '' for the year's own.
       */
      grant: c.text('grant_ref').notNull(),
      /** Of a line that grants: the day from which (null = always) and the last on which (null = no end) it can be taken. */
      since: c.text('since'),
      expires: c.text('expires'),
      at: c.int('at').notNull(),
    },
    t => [
      c.uniqueIndex('ledger_cause').on(t.person, t.account, t.year, t.cause, t.ref, t.grant),
      c.index('ledger_account').on(t.person, t.account, t.year, t.grant),
    ],
  ),

  /** When somebody means to take annual leave: a plan, not a request. It takes and blocks nothing. */
  leavePlan: c.table(
    'leave_plan',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      from: c.text('from_half').notNull(),
      to: c.text('to_half').notNull(),
      halfDays: c.int('half_days').notNull(),
      created: c.int('created').notNull(),
      /** Given up at, ms UTC; null while it stands. */
      dropped: c.int('dropped'),
    },
    t => [c.index('leave_plan_person').on(t.person, t.from), c.index('leave_plan_from').on(t.from)],
  ),

  /** What somebody said of himself that changes how he is reminded of his leave. */
  leaveWish: c.table('leave_wish', {
    person: c.text('person').primaryKey(),
    /** 不再提醒 */
    quiet: c.flag('quiet').notNull(),
    /** Has a child at school. */
    school: c.flag('school').notNull(),
    at: c.int('at').notNull(),
  }),

  /** 休假落实情况督查通报: the numbers of a month as they were published, append-only; a correction is a new version. */
  bulletin: c.table(
    'bulletin',
    {
      id: c.text('id').primaryKey(),
      /** `YYYY-MM`. */
      month: c.text('month').notNull(),
      /** Counts from 1 in each month. */
      version: c.int('version').notNull(),
      /** Units, counts and half-days; no person. */
      content: c.json<unknown>('content').notNull(),
      author: c.text('author').notNull(),
      at: c.int('at').notNull(),
    },
    t => [c.uniqueIndex('bulletin_version').on(t.month, t.version)],
  ),

  /** A health-check window. */
  campaign: c.table('campaign', {
    id: c.text('id').primaryKey(),
    title: c.text('title').notNull(),
    from: c.text('from_date').notNull(),
    to: c.text('to_date').notNull(),
    place: c.text('place').notNull(),
    /** 当天算公假 */
    paidDay: c.flag('paid_day').notNull(),
    /** {units?: string[], sexes?: …} who is invited. */
    audience: c.json<{ units: string[] | null; people: string[] | null }>('audience').notNull(),
    author: c.text('author').notNull(),
    created: c.int('created').notNull(),
    closed: c.int('closed'),
  }),

  /** One person in one window. No medical content, ever. */
  invitation: c.table(
    'invitation',
    {
      id: c.text('id').primaryKey(),
      campaign: c.text('campaign').notNull(),
      person: c.text('person').notNull(),
      /** invited | booked | done */
      status: c.text('status').notNull(),
      /** The booked date. */
      date: c.text('date'),
      /** 不再提醒: holds for everything but the first message. */
      muted: c.flag('muted').notNull(),
      /** Messages sent that ask to book: the first, then the weekly ones. */
      waves: c.int('waves').notNull(),
      /** When the next message is due, ms UTC; null when there will be none. */
      nextAt: c.int('next_at'),
    },
    t => [
      c.uniqueIndex('invitation_person').on(t.campaign, t.person),
      c.index('invitation_mine').on(t.person),
    ],
  ),

  /** A request for a human, answered in the console. */
  helpRequest: c.table(
    'help_request',
    {
      id: c.text('id').primaryKey(),
      no: c.text('no').notNull(),
      person: c.text('person').notNull(),
      /** open | taken | closed */
      status: c.text('status').notNull(),
      handler: c.text('handler'),
      created: c.int('created').notNull(),
    },
    t => [c.uniqueIndex('help_no').on(t.no), c.index('help_status').on(t.status, t.created)],
  ),

  helpMessage: c.table(
    'help_message',
    {
      id: c.text('id').primaryKey(),
      request: c.text('request').notNull(),
      from: c.text('from_side').notNull(),
      body: c.bytes('body').notNull(),
      at: c.int('at').notNull(),
    },
    t => [c.index('help_message_request').on(t.request, t.at)],
  ),
})
