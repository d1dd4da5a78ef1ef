import { count, eq, isNull, min, type SQL, sql } from 'drizzle-orm'
import type { Tools } from '../runtime/context.ts'
import { monthlyLimit, monthOf, QUOTA_KINDS, REMINDERS } from '../runtime/reminders.ts'
import { type Counted, OUTCOMES, type Tally } from '../runtime/tally.ts'
import type { Tx } from '../storage/storage.ts'
import type { Counts } from './house.ts'

/** What a monitor wants to know, as Prometheus text: numbers, and no label that could name anybody or any flow. */
export async function metricsText(
  tx: Tx,
  counts: Counts,
  now: number,
  tools: Pick<Tools, 'zone' | 'policy'>,
): Promise<string> {
  return [
    ...(await roadMetrics(tx, now)),
    metric('texts_total', 'counter', 'Texts heard since the start', counts.texts()),
    metric('sends_total', 'counter', 'Messages handed to a channel since the start', counts.sends()),
    outcomes('turns', 'turns_by_outcome_total', 'Turns since the start, by how they ended', counts.tally),
    outcomes('sends', 'sends_by_outcome_total', 'Sends since the start, by how they ended', counts.tally),
    ...Object.entries(counts.channels()).map(([name, value]) =>
      metric(name, 'gauge', 'As the channel says', value),
    ),
    ...(await quotaMetrics(tx, now, tools)),
    metric('rss_bytes', 'gauge', 'Memory of this process', process.memoryUsage.rss()),
    metric('uptime_seconds', 'gauge', 'Since the start', secondsSince(counts.startedAt, now)),
  ].join('')
}

/** How much waits, and for how long. States are written out and not bound, so that the partial indexes serve. */
async function roadMetrics(tx: Tx, now: number): Promise<string[]> {
  const { inbox, outbox, alert } = tx.t
  const many = async (table: typeof inbox | typeof outbox | typeof alert, where: SQL) => {
    const [row] = await tx.db.select({ n: count() }).from(table).where(where)
    return Number(row?.n ?? 0)
  }
  const waiting = sql`${inbox.state} = 'waiting'`
  const due = sql`${outbox.state} = 'due' and ${outbox.bulk} is null`
  const dueBulk = sql`${outbox.state} = 'due' and ${outbox.bulk} is not null`
  const [received] = await tx.db
    .select({ at: min(inbox.received) })
    .from(inbox)
    .where(waiting)
  const [created] = await tx.db
    .select({ at: min(outbox.created) })
    .from(outbox)
    .where(due)
  const gauge = (name: string, help: string, value: number) => metric(name, 'gauge', help, value)
  return [
    gauge('inbox_waiting', 'Messages waiting for their turn', await many(inbox, waiting)),
    gauge('inbox_oldest_seconds', 'How long the oldest of them has waited', secondsSince(received?.at, now)),
    gauge(
      'inbox_parked',
      'Messages whose turn failed for good',
      await many(inbox, sql`${inbox.state} = 'parked'`),
    ),
    gauge(
      'outbox_due',
      'Messages still to be sent',
      (await many(outbox, due)) + (await many(outbox, dueBulk)),
    ),
    gauge(
      'outbox_oldest_seconds',
      'How long the oldest of them has waited, those for many left out: they wait for their hours',
      secondsSince(created?.at, now),
    ),
    gauge(
      'outbox_gave_up',
      'Messages that could not be sent',
      await many(outbox, sql`${outbox.state} = 'gave_up'`),
    ),
    gauge('alerts_open', 'Alerts nobody has closed', await many(alert, isNull(alert.closed))),
  ]
}

/** Calls of the platform this month, and what the month allows. */
async function quotaMetrics(
  tx: Tx,
  now: number,
  { zone, policy }: Pick<Tools, 'zone' | 'policy'>,
): Promise<string[]> {
  const { quota } = tx.t
  const used = await tx.db
    .select()
    .from(quota)
    .where(eq(quota.month, monthOf(now, zone)))
  const lines = used.map(
    ({ kind, used }) => `xinqiao_quota_used{kind="${kind.replaceAll(/[^\w.-]/g, '_')}"} ${used}\n`,
  )
  const limits: string[] = []
  for (const kind of QUOTA_KINDS)
    limits.push(`xinqiao_quota_limit{kind="${kind}"} ${await monthlyLimit(tx, policy(REMINDERS), kind)}\n`)
  return [
    ...(lines.length === 0 ? [] : [head('quota_used', 'gauge', 'Calls counted this month'), ...lines]),
    head('quota_limit', 'gauge', 'Calls a month allows'),
    ...limits,
  ]
}

/** One line per outcome, also for what never happened: a monitor cannot watch a line that is not there. */
function outcomes<K extends keyof typeof OUTCOMES>(
  what: K,
  name: string,
  help: string,
  tally: Tally,
): string {
  const lines = OUTCOMES[what].map(
    outcome => `xinqiao_${name}{outcome="${outcome}"} ${tally.of(`${what}.${outcome}` as Counted)}\n`,
  )
  return head(name, 'counter', help) + lines.join('')
}

function secondsSince(at: number | null | undefined, now: number): number {
  return at === null || at === undefined ? 0 : Math.max(0, Math.floor((now - at) / 1_000))
}

type Kind = 'gauge' | 'counter'

function metric(name: string, kind: Kind, help: string, value: number): string {
  return `${head(name, kind, help)}xinqiao_${name} ${value}\n`
}

function head(name: string, kind: Kind, help: string): string {
  return `# HELP xinqiao_${name} ${help}\n# TYPE xinqiao_${name} ${kind}\n`
}
