import { activeReaders } from '../care/heart/readers.ts'
import { type Person, titleOf } from '../kernel/person.ts'
import type { Directory } from '../runtime/directory.ts'
import type { Push } from '../runtime/push.ts'
import type { Tx } from '../storage/storage.ts'

/** Whoever can agree learns that somebody asks to read. @param id reader.id */
export async function tellOfRequest(
  tx: Tx,
  directory: Directory,
  push: Push,
  who: Person,
  id: string,
): Promise<void> {
  for (const one of await watchers(tx, directory))
    if (one.id !== who.id) await push(one, 'reader_asked', { key: `reader/ask/${id}`, values: nameOf(who) })
}

/** Every reader, the new one too, learns who reads from now on and who let him in. */
export async function tellOfNewReader(
  tx: Tx,
  directory: Directory,
  push: Push,
  about: { actor: Person; person: string; id: string },
): Promise<void> {
  const who = await directory.byId(tx, about.person)
  if (!who) return
  const values = { ...nameOf(who), by: titleOf(about.actor) }
  for (const one of await watchers(tx, directory))
    await push(one, 'reader_admitted', { key: `reader/add/${about.id}`, values })
}

/** The readers and the security officers, each once. */
async function watchers(tx: Tx, directory: Directory): Promise<Person[]> {
  const readers = (await activeReaders(tx, directory)).map(reader => reader.person)
  const people = [...readers, ...(await directory.withRole(tx, 'security'))]
  return [...new Map(people.map(one => [one.id, one])).values()]
}

function nameOf(who: Person): { name: string; unit: string } {
  return { name: titleOf(who), unit: who.unit }
}
