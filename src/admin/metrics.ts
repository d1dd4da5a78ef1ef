import { count, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { monthOf } from '../runtime/reminders.ts'
import type { Tx } from '../storage/storage.ts'
import type { Counts } from './house.ts'

/** What a monitor wants to know, as Prometheus text: numbers, and no label that could name anybody. */
export async function metricsText(tx: Tx, counts: Counts, now: number, zone: string): Promise<string> {
  const { inbox, outbox, alert, quota } = tx.t
  const rows = async (table: typeof inbox | typeof outbox | typeof alert, where: SQL) => {
    const [row] = await tx.db.select({ n: count() }).from(table).where(where)
    return Number(row?.n ?? 0)
  }
  const used = await tx.db
    .select()
    .from(quota)
    .where(eq(quota.month, monthOf(now, zone)))
  // Written out and not bound, so that the partial indexes serve: these tables have millions of rows.
  return [
    metric(
      'inbox_waiting',
      'gauge',
      'Messages waiting for their turn',
      await rows(inbox, sql`${inbox.state} = 'waiting'`),
    ),
    metric(
      'inbox_parked',
      'gauge',
      'Messages whose turn failed for good',
      await rows(inbox, sql`${inbox.state} = 'parked'`),
    ),
    metric(
      'outbox_due',
      'gauge',
      'Messages still to be sent',
      (await rows(outbox, sql`${outbox.state} = 'due' and ${outbox.bulk} is null`)) +
        (await rows(outbox, sql`${outbox.state} = 'due' and ${outbox.bulk} is not null`)),
    ),
    metric(
      'outbox_gave_up',
      'gauge',
      'Messages that could not be sent',
      await rows(outbox, sql`${outbox.state} = 'gave_up'`),
    ),
    metric('alerts_open', 'gauge', 'Alerts nobody has closed', await rows(alert, isNull(alert.closed))),
    metric('texts_total', 'counter', 'Texts heard since the start', counts.texts()),
    metric('sends_total', 'counter', 'Messages handed to a channel since the start', counts.sends()),
    ...Object.entries(counts.channels()).map(([name, value]) =>
      metric(name, 'gauge', 'As the channel says', value),
    ),
    ...(used.length === 0 ? [] : [head('quota_used', 'gauge', 'Calls counted this month')]),
    ...used.map(
      ({ kind, used }) => `xinqiao_quota_used{kind="${kind.replaceAll(/[^\w.-]/g, '_')}"} ${used}\n`,
    ),
    metric('rss_bytes', 'gauge', 'Memory of this process', process.memoryUsage.rss()),
    metric(
      'uptime_seconds',
      'gauge',
      'Since the start',
      Math.max(0, Math.floor((now - counts.startedAt) / 1_000)),
    ),
  ].join('')
}

type Kind = 'gauge' | 'counter'

function metric(name: string, kind: Kind, help: string, value: number): string {
  return `${head(name, kind, help)}xinqiao_${name} ${value}\n`
}

function head(name: string, kind: Kind, help: string): string {
  return `# HELP xinqiao_${name} ${help}\n# TYPE xinqiao_${name} ${kind}\n`
}
