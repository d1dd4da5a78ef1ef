import { and, asc, inArray, lt, notExists, sql } from 'drizzle-orm'
import { type Static, Type } from 'typebox'
import type { Tx } from '../storage/storage.ts'
import { pruneAudit } from './audit-prune.ts'
import type { Job } from './declare.ts'
import type { Policy } from './policy.ts'
import { schedule } from './timers.ts'

const Days = Type.Integer({ minimum: 30, maximum: 36_500 })

/** 网络安全法 (2016 text, article 21, item 3): logs of the network are kept for at least six months. */
const HalfYear = Type.Integer({ minimum: 190, maximum: 36_500 })

/** `flows/policy/retention.yaml`: how long what was dealt with stays, and the record of it. */
const RetentionFile = Type.Object(
  {
    schema: Type.Integer(),
    messages_days: Days,
    alerts_days: Days,
    audit_days: HalfYear,
    cases_days: Days,
    flags_days: Days,
    requests_days: Days,
    hardship_days: Days,
    help_days: Days,
    health_days: Days,
    people_days: Days,
    drafts_days: Days,
    warn_days: Type.Integer({ minimum: 1, maximum: 60 }),
    postpone: Type.Object(
      {
        most_days: Type.Integer({ minimum: 1, maximum: 3_650 }),
        times: Type.Integer({ minimum: 0, maximum: 10 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

export type Retention = Static<typeof RetentionFile>

export const RETENTION: Policy<Static<typeof RetentionFile>> = { name: 'retention', schema: RetentionFile }

const DAY = 24 * 3_600_000
/** Rows of a table deleted at a time: a message must not wait for more. */
const BATCH = 2_000
/** A short breath between two batches, ms. */
const BREATH = 1_000

/** Once a day, batch by batch until nothing is left that is old enough. */
export const prune: Job = async ({ tx, now, tools }) => {
  const left = await pruneBatch(tx, tools.policy(RETENTION), now, BATCH)
  await schedule(tx, 'road.prune', '', now + (left ? BREATH : DAY))
}

/**
 * Deletes up to `batch` rows of each table that are finished and old enough. What waits, is due, was put aside or
 * given up stays however old it is, and so does every row of a text for many that is still under way.
 * @returns whether there may be more
 */
export async function pruneBatch(tx: Tx, days: Retention, now: number, batch: number): Promise<boolean> {
  const messages = now - days.messages_days * DAY
  const counts = [
    await pruneInbox(tx, messages, batch),
    await pruneOutbox(tx, messages, batch),
    await pruneAlerts(tx, now - days.alerts_days * DAY, batch),
    await pruneAudit(tx, now - days.audit_days * DAY, batch, now),
  ]
  return counts.some(count => count >= batch)
}

/** Row numbers grow with time, a thousand a millisecond: old rows stand in front, and no index is needed. */
const seqAt = (time: number) => time * 1_000

async function pruneInbox(tx: Tx, before: number, batch: number): Promise<number> {
  const { inbox } = tx.t
  const old = tx.db
    .select({ seq: inbox.seq })
    .from(inbox)
    .where(and(lt(inbox.seq, seqAt(before)), sql`${inbox.state} = 'done'`))
    .orderBy(asc(inbox.seq))
    .limit(batch)
  return (await tx.db.delete(inbox).where(inArray(inbox.seq, old)).returning({ seq: inbox.seq })).length
}

async function pruneOutbox(tx: Tx, before: number, batch: number): Promise<number> {
  const { outbox, bulk } = tx.t
  const underWay = tx.db.select({ id: bulk.id }).from(bulk).where(sql`${bulk.id} = ${outbox.bulk}`)
  const old = tx.db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(
      and(
        lt(outbox.seq, seqAt(before)),
        sql`(${outbox.state} = 'lapsed' or (${outbox.state} = 'sent' and ${outbox.sentAt} < ${before}))`,
        notExists(underWay),
      ),
    )
    .orderBy(asc(outbox.seq))
    .limit(batch)
  return (await tx.db.delete(outbox).where(inArray(outbox.seq, old)).returning({ seq: outbox.seq })).length
}

async function pruneAlerts(tx: Tx, before: number, batch: number): Promise<number> {
  const { alert } = tx.t
  const old = tx.db.select({ id: alert.id }).from(alert).where(lt(alert.closed, before)).limit(batch)
  return (await tx.db.delete(alert).where(inArray(alert.id, old)).returning({ id: alert.id })).length
}
