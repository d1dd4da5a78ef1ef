import { and, eq } from 'drizzle-orm'
import { type Static, Type } from 'typebox'
import { localTime } from '../kernel/clock.ts'
import type { Tx } from '../storage/storage.ts'
import type { Policy } from './policy.ts'

const closed = { additionalProperties: false }
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Hours = Type.Object({ from: Time, to: Time }, closed)
const Days = Type.Integer({ minimum: 0, maximum: 60 })

/** `flows/policy/reminders.yaml`: when reminders go out and how often. */
const RemindersFile = Type.Object(
  {
    schema: Type.Integer(),
    hours: Hours,
    quiet: Hours,
    weekly: Type.Object(
      {
        every_days: Type.Integer({ minimum: 1, maximum: 60 }),
        most: Type.Integer({ minimum: 0, maximum: 12 }),
      },
      closed,
    ),
    booked: Type.Object({ days_before: Days }, closed),
    missed: Type.Object({ days_after: Type.Integer({ minimum: 1, maximum: 60 }) }, closed),
    closing: Type.Object({ days: Days }, closed),
    quota: Type.Object(
      {
        calls_a_month: Type.Integer({ minimum: 0 }),
        stream_a_month: Type.Integer({ minimum: 0 }),
        stop_at_percent: Type.Integer({ minimum: 0, maximum: 100 }),
      },
      closed,
    ),
  },
  closed,
)

export type Reminders = Static<typeof RemindersFile>

export const REMINDERS: Policy<Static<typeof RemindersFile>> = { name: 'reminders', schema: RemindersFile }

/**
 * What the platform counts by the month, each with an allowance of its own: `api` = calls of its API, `stream` =
 * messages to the robot and replies by sessionWebhook.
 */
export const QUOTA_KINDS = ['api', 'stream'] as const
export type QuotaKind = (typeof QUOTA_KINDS)[number]

/** The setting that says how many of a kind a month has. */
export const QUOTA_SETTING = { api: 'quota.api', stream: 'quota.stream' } as const

/**
 * How many more API calls reminders may make this month: their share of the quota less everything that was used,
 * by whatever. Never negative.
 */
export async function callsLeft(tx: Tx, reminders: Reminders, now: number, zone: string): Promise<number> {
  const { quota } = tx.t
  const [row] = await tx.db
    .select({ used: quota.used })
    .from(quota)
    .where(and(eq(quota.month, monthOf(now, zone)), eq(quota.kind, 'api')))
  const limit = await monthlyLimit(tx, reminders, 'api')
  return Math.max(0, Math.floor((limit * reminders.quota.stop_at_percent) / 100) - (row?.used ?? 0))
}

/** How many of a kind a month has: as the administrator set it, else as `flows/policy/reminders.yaml` says. */
export async function monthlyLimit(tx: Tx, { quota }: Reminders, kind: QuotaKind): Promise<number> {
  const { setting } = tx.t
  const [set] = await tx.db
    .select({ value: setting.value })
    .from(setting)
    .where(eq(setting.key, QUOTA_SETTING[kind]))
  if (typeof set?.value === 'number') return set.value
  return kind === 'api' ? quota.calls_a_month : quota.stream_a_month
}

/** The month a call is counted in, `YYYY-MM`. */
export function monthOf(now: number, zone: string): string {
  return localTime(now, zone).slice(0, 7)
}
