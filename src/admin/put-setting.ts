import { and, eq, isNull } from 'drizzle-orm'
import { Fault } from '../kernel/faults.ts'
import { writeAudit } from '../runtime/audit.ts'
import type { Directory } from '../runtime/directory.ts'
import { isSetting, settingName, writeSetting } from '../runtime/settings.ts'
import type { Tx } from '../storage/storage.ts'

/**
 * Sets one setting and writes it down. A duty contact and his unit must be on the roster: a slip of the pen
 * would be noticed too late.
 * @param actor person.id, or `cli`
 * @throws Fault NOT_FOUND for a key that nothing reads, INPUT_INVALID for a value that may not stand there
 */
export async function putSetting(
  tx: Tx,
  directory: Directory,
  given: { key: string; value: unknown; actor: string },
  now: number,
): Promise<void> {
  const { key, value, actor } = given
  const name = settingName(key)
  if (!name) throw new Fault('NOT_FOUND')
  if (!isSetting(name, value)) throw invalid('shape', { wanted: name })
  const unit = name.endsWith(':*') ? key.slice(name.length - 1) : '*'
  if (unit !== '*' && !(await unitExists(tx, unit))) throw invalid('unknown_unit', { value: unit })
  // A unit's name stays out of the log.
  let about: string = name
  if (name === 'duty:*') {
    const duty = await directory.byUserid(tx, String(value))
    if (!duty) throw invalid('unknown_person', { value: String(value) })
    about = duty.id
  }
  await writeSetting(tx, key, value, actor === 'cli' ? null : actor, now)
  await writeAudit(tx, { actor, action: name === 'duty:*' ? 'setting.duty' : 'setting.put', about }, now)
}

function invalid(rule: 'shape' | 'unknown_person' | 'unknown_unit', values: Record<string, string>): Fault {
  return new Fault('INPUT_INVALID', { details: [{ where: 'value', rule, values }] })
}

async function unitExists(tx: Tx, unit: string): Promise<boolean> {
  const { person } = tx.t
  const rows = await tx.db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.unit, unit), isNull(person.left)))
    .limit(1)
  return rows.length > 0
}
