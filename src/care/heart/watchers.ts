import type { Person } from '../../kernel/person.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Push } from '../../runtime/push.ts'
import type { Tx } from '../../storage/storage.ts'
import { activeReaders } from './readers.ts'

/** Who hears of everything that is done with keys: readers of both offices, security officers and administrators, each once. */
export async function watchers(tx: Tx, directory: Directory): Promise<Person[]> {
  const people: Person[] = [
    ...(await activeReaders(tx, directory)).map(reader => reader.person),
    ...(await activeReaders(tx, directory, 'report')).map(reader => reader.person),
    ...(await directory.withRole(tx, 'security')),
    ...(await directory.withRole(tx, 'admin')),
  ]
  return [...new Map(people.map(one => [one.id, one])).values()]
}

/** Tells all of them the same. @param about as for one push */
export async function tellWatchers(
  tx: Tx,
  directory: Directory,
  push: Push,
  notice: string,
  about: { key: string; values: Readonly<Record<string, string>> },
): Promise<void> {
  for (const one of await watchers(tx, directory)) await push(one, notice, about)
}
