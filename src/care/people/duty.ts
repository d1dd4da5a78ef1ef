import { inArray, like } from 'drizzle-orm'
import type { Person } from '../../kernel/person.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'

/** Setting that names the duty contact of a unit; `duty:*` is everybody's. */
export const dutyKey = (unit: string) => `duty:${unit}`
export const ANY_UNIT = '*'

/** Who is told when life is in danger. */
export async function dutyOf(tx: Tx, directory: Directory, person: Person): Promise<Person | null> {
  return (await dutiesOf(tx, directory, person))[0] ?? null
}

/** Who is told of this person: of the only duty contact himself, who stands in. Null where nobody was ever named. */
export async function contactFor(tx: Tx, directory: Directory, person: Person): Promise<Person | null> {
  const duty = await dutyOf(tx, directory, person)
  if (duty) return duty
  const { setting } = tx.t
  const keys = [dutyKey(person.unit), dutyKey(ANY_UNIT)]
  const rows = await tx.db.select().from(setting).where(inArray(setting.key, keys))
  if (!rows.some(row => row.value === person.userid)) return null
  return (await standIns(tx, directory)).find(one => one.id !== person.id) ?? null
}

/** Who stands in where no duty contact can be reached: whoever is on duty elsewhere, then who reads cases. */
export async function standIns(tx: Tx, directory: Directory): Promise<Person[]> {
  const people = [...(await directory.withRole(tx, 'duty')), ...(await directory.withRole(tx, 'handler'))]
  return [...new Map(people.map(p => [p.id, p])).values()]
}

/**
 * Who is told when life is in danger, first to last: the unit's duty contact, then everybody's. Never the person
 * himself, who then gets the other one.
 */
export async function dutiesOf(tx: Tx, directory: Directory, person: Person): Promise<Person[]> {
  const { setting } = tx.t
  const keys = [dutyKey(person.unit), dutyKey(ANY_UNIT)]
  const rows = await tx.db.select().from(setting).where(inArray(setting.key, keys))
  const duties: Person[] = []
  for (const key of keys) {
    const value = rows.find(r => r.key === key)?.value
    const duty = typeof value === 'string' ? await directory.byUserid(tx, value) : null
    if (duty && duty.id !== person.id && !duties.some(d => d.id === duty.id)) duties.push(duty)
  }
  return duties
}

/** Somebody is nobody’s duty contact any more. @returns how many units had him */
export async function endDuties(tx: Tx, userid: string): Promise<number> {
  const { setting } = tx.t
  const rows = await tx.db
    .select()
    .from(setting)
    .where(like(setting.key, dutyKey('%')))
  const keys = rows.filter(row => row.value === userid).map(row => row.key)
  if (keys.length > 0) await tx.db.delete(setting).where(inArray(setting.key, keys))
  return keys.length
}
