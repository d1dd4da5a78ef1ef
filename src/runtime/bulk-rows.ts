import { and, asc, eq, inArray, isNull, like, lte, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import { WECHAT } from '../kernel/channel.ts'
import { sequence, sequences } from '../kernel/ids.ts'
import { statement, type Tx } from '../storage/storage.ts'

/** A row of a bulk on its way out. */
export interface Claimed {
  readonly seq: number
  readonly bulk: string
  readonly lane: string
  readonly channel: string
  readonly contact: string
  readonly tries: number
  /** ms UTC. */
  readonly created: number
}

/** The key of one person's row: the same text twice is one message. */
export function keyOf(bulk: string, lane: string): string {
  return `bulk/${bulk}/${lane}`
}

/** `keyOf` in SQL, for a column that holds a person's id. */
export function keyFor(bulk: string, lane: unknown): SQL<string> {
  return sql<string>`${`bulk/${bulk}/`} || ${lane}`
}

/**
 * Writes one row per person in one statement; who has one already keeps it, who has left the roster gets none.
 * @param to a query for the ids of people
 * @param most how many it can find at most
 */
export async function insertRows(
  tx: Tx,
  bulk: string,
  to: SQL,
  about: { most: number; channel: string; now: number },
): Promise<void> {
  const { outbox, person, dialogue } = tx.t
  const { most, channel, now } = about
  const before = sequences(now, most) - 1
  const at = sql<number>`cast(${now} as bigint)`
  const none = sql<null>`null`
  const rows = tx.db
    .select({
      seq: sql<number>`cast(${before} as bigint) + row_number() over (order by ${person.id})`.as('seq'),
      key: keyFor(bulk, person.id).as('key'),
      lane: sql<string>`${person.id}`.as('lane'),
      channel: sql<string>`coalesce(${dialogue.channel}, ${channel})`.as('channel'),
      contact: sql<string>`coalesce(${dialogue.contact}, ${person.userid})`.as('contact'),
      payload: none.as('payload'),
      bulk: sql<string>`cast(${bulk} as text)`.as('bulk'),
      state: sql<string>`'due'`.as('state'),
      tries: sql<number>`0`.as('tries'),
      nextAt: at.as('next_at'),
      onSent: none.as('on_sent'),
      created: at.as('created'),
      sentAt: none.as('sent_at'),
      fault: none.as('fault'),
    })
    .from(person)
    // One text for many on a personal platform is what accounts are banned for: there it goes to work.
    .leftJoin(dialogue, and(eq(dialogue.lane, person.id), ne(dialogue.channel, WECHAT)))
    .where(and(inArray(person.id, sql`(${to})`), isNull(person.left)))
  await tx.db
    .insert(outbox)
    .select(rows as never)
    .onConflictDoNothing()
}

const p = sql.placeholder

/**
 * Takes rows that are due. Somebody whom the normal outbox still owes something is left for later, so that what was
 * written first is read first.
 */
const claim = statement<{ bulk: string; now: number; limit: number }>()('bulk.claim', (db, t) => {
  const { outbox } = t
  const waiting = db
    .select({ lane: outbox.lane })
    .from(outbox)
    .where(sql`${outbox.state} = 'due' and ${outbox.bulk} is null`)
  const due = db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(
      and(
        sql`${outbox.state} = 'due' and ${outbox.bulk} is not null`,
        eq(outbox.bulk, p('bulk')),
        lte(outbox.nextAt, p('now')),
        notInArray(outbox.lane, waiting),
      ),
    )
    .orderBy(asc(outbox.nextAt), asc(outbox.seq))
    .limit(p('limit'))
  return db
    .update(outbox)
    .set({ state: 'sending' })
    .where(and(inArray(outbox.seq, due), sql`${outbox.state} = 'due'`))
    .returning({
      seq: outbox.seq,
      lane: outbox.lane,
      channel: outbox.channel,
      contact: outbox.contact,
      tries: outbox.tries,
      created: outbox.created,
    })
})

export async function claimRows(tx: Tx, bulk: string, now: number, limit: number): Promise<Claimed[]> {
  const rows = await tx.run(claim, { bulk, now, limit })
  return rows.map(row => ({ ...row, bulk })).sort((a, b) => a.seq - b.seq)
}

/** What became of rows in a call. */
export type Mark =
  | { readonly state: 'sent'; readonly at: number }
  | { readonly state: 'due'; readonly tries: number; readonly nextAt: number; readonly fault: string }
  | { readonly state: 'gave_up'; readonly fault: string }
  /** Never tried: back to where it was. */
  | { readonly state: 'due' }

export async function markRows(tx: Tx, rows: readonly { seq: number }[], mark: Mark): Promise<void> {
  const { outbox } = tx.t
  const values = 'at' in mark ? { state: mark.state, sentAt: mark.at } : mark
  // Numbers of our own, written out: a thousand placeholders cost more than the update.
  const seqs = sql.raw(rows.map(row => Math.trunc(row.seq)).join(','))
  await tx.db.update(outbox).set(values).where(sql`${outbox.seq} in (${seqs})`)
}

/**
 * Rows that were in a call when the program ended are due again: at least once, never not at all. Numbers go on
 * above those that a bulk took ahead of the clock.
 */
export async function releaseAll(tx: Tx): Promise<void> {
  const { outbox } = tx.t
  const [row] = await tx.db.select({ seq: sql<number>`max(${outbox.seq})`.mapWith(Number) }).from(outbox)
  sequence(Math.floor((row?.seq ?? 0) / 1_000) + 1)
  await tx.db.update(outbox).set({ state: 'due' }).where(sql`${outbox.state} = 'sending'`)
}

/** What is still due of a bulk will not be sent any more. @returns how many */
export function lapseRows(tx: Tx, bulk: string): Promise<number> {
  return endRows(tx, bulk, { state: 'lapsed' })
}

/** What is still due of a bulk cannot be sent any more. @returns how many */
export function giveUpRows(tx: Tx, bulk: string, fault: string): Promise<number> {
  return endRows(tx, bulk, { state: 'gave_up', fault })
}

async function endRows(tx: Tx, bulk: string, as: { state: string; fault?: string }): Promise<number> {
  const { outbox } = tx.t
  const due = and(sql`${outbox.state} = 'due' and ${outbox.bulk} is not null`, eq(outbox.bulk, bulk))
  const [row] = await tx.db
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(outbox)
    .where(due)
  if (row && row.n > 0) await tx.db.update(outbox).set(as).where(due)
  return row?.n ?? 0
}

/** The words of a bulk go once nobody waits for them any more. @returns whether they went */
export async function wipeIfDone(tx: Tx, bulk: string): Promise<boolean> {
  const { outbox } = tx.t
  const left = (condition: SQL) =>
    tx.db
      .select({ seq: outbox.seq })
      .from(outbox)
      .where(and(condition, eq(outbox.bulk, bulk)))
      .limit(1)
  const due = await left(sql`${outbox.state} = 'due' and ${outbox.bulk} is not null`)
  const sending = due.length > 0 ? due : await left(sql`${outbox.state} = 'sending'`)
  if (sending.length > 0) return false
  await tx.db.delete(tx.t.bulk).where(eq(tx.t.bulk.id, bulk))
  return true
}

/** Ids of the bulks that are under way, oldest first. @param prefix only those that begin so */
export async function openBulks(tx: Tx, prefix = ''): Promise<string[]> {
  const { bulk } = tx.t
  const rows = await tx.db
    .select({ id: bulk.id })
    .from(bulk)
    .where(prefix === '' ? undefined : like(bulk.id, `${prefix}%`))
    .orderBy(asc(bulk.created), asc(bulk.id))
  return rows.map(r => r.id)
}
