import type { Columns } from './columns.ts'

/** The roster, who is reached where, and what an administrator sets. */
export const peopleTables = (c: Columns) => ({
  /** `id` is random and is what logs, audit and the road use; `userid` is the roster's. */
  person: c.table(
    'person',
    {
      id: c.text('id').primaryKey(),
      userid: c.text('userid').notNull(),
      name: c.text('name').notNull(),
      unit: c.text('unit').notNull(),
      unitType: c.text('unit_type'),
      staffType: c.text('staff_type'),
      post: c.text('post'),
      rank: c.text('rank'),
      /** The order people are always named in. */
      sort: c.int('sort').notNull(),
      /** A userid. */
      supervisor: c.text('supervisor'),
      workStart: c.text('work_start'),
      birthDate: c.text('birth_date'),
      sex: c.text('sex'),
      mobile: c.text('mobile'),
      roles: c.json<string[]>('roles').notNull(),
      /** Left the roster at (ms UTC); null while on it. */
      left: c.int('left_at'),
      /** Marked as a sample of the trial mode. */
      sample: c.flag('sample').notNull(),
    },
    t => [
      c.uniqueIndex('person_userid').on(t.userid),
      c.index('person_name').on(t.name),
      c.index('person_unit').on(t.unit, t.sort),
      c.index('person_supervisor').on(t.supervisor),
    ],
  ),

  /** Settings and duty contacts: `duty:<unit>` → userid, `setup` → done … */
  setting: c.table('setting', {
    key: c.text('key').primaryKey(),
    value: c.json<unknown>('value').notNull(),
    /** person.id of who set it. */
    author: c.text('author'),
    at: c.int('at').notNull(),
  }),

  /** Who may read sealed cases. The private key is wrapped by the reader's passphrase in his own browser. */
  reader: c.table(
    'reader',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      /** age recipient (public key). */
      recipient: c.text('recipient').notNull(),
      /** The identity, age-encrypted by passphrase in the browser; null where the reader keeps it himself. */
      wrapped: c.bytes('wrapped'),
      created: c.int('created').notNull(),
      /** When somebody else agreed to it, ms UTC; until then nothing is sealed to this key. */
      admitted: c.int('admitted'),
      removed: c.int('removed'),
    },
    t => [c.index('reader_person').on(t.person)],
  ),

  /** Sign-in to the console. */
  account: c.table('account', {
    person: c.text('person').primaryKey(),
    /** argon2id, PHC text. */
    passphrase: c.text('passphrase').notNull(),
    failures: c.int('failures').notNull(),
    lockedUntil: c.int('locked_until').notNull(),
    changed: c.int('changed').notNull(),
  }),

  /** One session per person; the id in the cookie is stored only as a hash. */
  session: c.table(
    'session',
    {
      id: c.text('id').primaryKey(),
      person: c.text('person').notNull(),
      created: c.int('created').notNull(),
      seen: c.int('seen').notNull(),
    },
    t => [c.index('session_person').on(t.person)],
  ),

  /** Append-only, hash-chained, pseudonymous ids only, never content. */
  audit: c.table('audit', {
    seq: c.int('seq').primaryKey(),
    at: c.int('at').notNull(),
    /** person.id, `system` or `cli`. */
    actor: c.text('actor').notNull(),
    action: c.text('action').notNull(),
    /** The row it is about. */
    about: c.text('about').notNull(),
    /** SHA-256 over the previous hash and this row. */
    hash: c.text('hash').notNull(),
  }),
})
