import { and, eq } from 'drizzle-orm'
import { type Static, Type } from 'typebox'
import { localTime } from '../kernel/clock.ts'
import type { Tx } from '../storage/storage.ts'
import type { Policy } from './policy.ts'

const closed = { additionalProperties: false }
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Hours = Type.Object({ from: Time, to: Time }, closed)
const Days = Type.Integer({ minimum: 0, maximum: 60 })

/** `flows/policy/reminders.yaml`: when reminders go out and how often (facts/leave-and-care.md 2.2). */
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
        stop_at_percent: Type.Integer({ minimum: 0, maximum: 100 }),
      },
      closed,
    ),
  },
  closed,
)

export type Reminders = Static<typeof RemindersFile>

export const REMINDERS: Policy<typeof RemindersFile> = { name: 'reminders', schema: RemindersFile }

/** The setting that says how many API calls a month the edition has. */
export const QUOTA_SETTING = 'quota.api'

/**
 * How many more API calls reminders may make this month: their share of the quota less everything that was used,
 * by whatever. Never negative.
 */
export async function callsLeft(tx: Tx, { quota }: Reminders, now: number, zone: string): Promise<number> {
  const { quota: used, setting } = tx.t
  const month = monthOf(now, zone)
  const [row] = await tx.db
    .select({ used: used.used })
    .from(used)
    .where(and(eq(used.month, month), eq(used.kind, 'api')))
  const [set] = await tx.db
    .select({ value: setting.value })
    .from(setting)
    .where(eq(setting.key, QUOTA_SETTING))
  const limit = typeof set?.value === 'number' ? set.value : quota.calls_a_month
  return Math.max(0, Math.floor((limit * quota.stop_at_percent) / 100) - (row?.used ?? 0))
}

/** The month a call is counted in, `YYYY-MM`. */
export function monthOf(now: number, zone: string): string {
  return localTime(now, zone).slice(0, 7)
}
