import { inArray } from 'drizzle-orm'
import { localTime } from '../../kernel/clock.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { isSetting } from '../../runtime/settings.ts'
import { withHours } from './hotline.ts'
import { HOTLINES } from './policy.ts'

/** Setting that holds the hours of the line in a unit's city; `hotline:*` is everybody's. */
const hoursKey = (unit: string) => `hotline:${unit}`

/** A message as it is said now to this person: beside the number of the line stands when it answers. */
export async function toldHours({ tx, tools, person, now }: EffectContext, text: string): Promise<string> {
  const file = tools.policy(HOTLINES)
  // Most messages do not name it: nothing is looked up for them.
  if (!text.includes(file.number)) return text
  const { setting } = tx.t
  const keys = [hoursKey(person.unit), hoursKey('*')]
  const rows = await tx.db.select().from(setting).where(inArray(setting.key, keys))
  const set = keys.map(key => rows.find(row => row.key === key)?.value)
  const hours = set.find((value): value is string => isSetting('hotline:*', value))
  return withHours(text, file, hours ?? null, localTime(now, tools.zone).slice(11, 16))
}
