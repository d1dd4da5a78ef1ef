import type { Person } from '../../kernel/person.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'
import { pickPair } from './rules.ts'

/** Longer chains of superiors are a mistake in the roster. */
const LEVELS = 8

/**
 * Who checks a hardship request (role `fund`, else `hr`) and who decides it (the nearest superior of that one).
 * Never somebody it is about or who wrote it. Null while there are no such two.
 */
export async function officersFor(
  tx: Tx,
  directory: Directory,
  about: { person: Person; author: Person },
): Promise<{ officer: Person; leader: Person } | null> {
  const { person, author } = about
  const candidates = [...(await directory.withRole(tx, 'fund')), ...(await directory.withRole(tx, 'hr'))]
  const officers = []
  for (const officer of new Set(candidates))
    officers.push({ officer, above: await superiorsOf(tx, directory, officer) })
  return pickPair(officers, { unit: person.unit, barred: [person.id, author.id] })
}

/** Who decides after this officer has checked. */
export async function leaderOf(
  tx: Tx,
  directory: Directory,
  officer: Person,
  barred: readonly string[],
): Promise<Person | null> {
  const above = await superiorsOf(tx, directory, officer)
  return above.find(p => p.id !== officer.id && !barred.includes(p.id)) ?? null
}

async function superiorsOf(tx: Tx, directory: Directory, person: Person): Promise<Person[]> {
  const above: Person[] = []
  let at = person.supervisor
  while (at !== null && above.length < LEVELS) {
    const next = await directory.byUserid(tx, at)
    if (!next || above.includes(next)) break
    above.push(next)
    at = next.supervisor
  }
  return above
}
