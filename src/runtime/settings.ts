import { eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Tx } from '../storage/storage.ts'
import { QUOTA_SETTING } from './reminders.ts'

/** `24h`, or from one time of day to another: `08:00-24:00`, `08:00-02:00` till the next day. */
const HOURS = '^(?:24h|(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00))$'

export const SIGNATURE_SETTING = 'help.signature'

/**
 * What an administrator sets, by key. Their descriptions stand in `flows/_system.yaml` as `setting.<name>`.
 * A key with `*` in it stands for one per unit.
 */
export const SETTINGS = {
  /** userid of whom to call when life is in danger: of one unit, or of all that have none of their own. */
  'duty:*': Type.String({ minLength: 1, maxLength: 64 }),
  /** When 12356 answers in the city of one unit, or of all that have none of their own: `24h`, `08:00-24:00`. */
  'hotline:*': Type.String({ pattern: HOURS }),
  /** Calls a month that the platform allows, where that is not what `flows/policy/reminders.yaml` says. */
  [QUOTA_SETTING.api]: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  /** The same for messages to the robot and replies by sessionWebhook. */
  [QUOTA_SETTING.stream]: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  /** How an answer of a colleague is signed: by 姓+职务, or not at all. */
  [SIGNATURE_SETTING]: Type.Enum(['title', 'none']),
} as const

export type SettingName = keyof typeof SETTINGS

const LONGEST_UNIT = 64

/** The name a key goes by, or null for one that nothing reads. */
export function settingName(key: string): SettingName | null {
  const [kind = '', unit = ''] = key.split(/:(.*)/su)
  const name = unit !== '' && unit.length <= LONGEST_UNIT ? `${kind}:*` : key
  return Object.hasOwn(SETTINGS, name) ? (name as SettingName) : null
}

/** Whether a value may stand under a key. */
export function isSetting(name: SettingName, value: unknown): boolean {
  return Value.Check(SETTINGS[name], value)
}

/** The value under a key, or null while nothing (or nothing usable) is set. */
export async function readSetting(tx: Tx, key: string): Promise<unknown> {
  const name = settingName(key)
  const [row] = await tx.db.select().from(tx.t.setting).where(eq(tx.t.setting.key, key))
  return row && name && isSetting(name, row.value) ? row.value : null
}

/** @param author person.id, or null for the command line */
export async function writeSetting(
  tx: Tx,
  key: string,
  value: unknown,
  author: string | null,
  now: number,
): Promise<void> {
  const row = { value, author, at: now }
  await tx.db
    .insert(tx.t.setting)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: tx.t.setting.key, set: row })
}

export async function removeSetting(tx: Tx, key: string): Promise<boolean> {
  const gone = await tx.db
    .delete(tx.t.setting)
    .where(eq(tx.t.setting.key, key))
    .returning({ key: tx.t.setting.key })
  return gone.length > 0
}
