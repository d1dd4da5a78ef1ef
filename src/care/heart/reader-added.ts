import type { Person } from '../../kernel/person.ts'
import { titleOf } from '../../kernel/person.ts'
import type { Job } from '../../runtime/declare.ts'
import { activeReaders } from './readers.ts'

/** The job that the command line leaves behind, since it says nothing to anybody itself. */
export const READER_ADDED = 'heart.reader_added'

/**
 * A key was let in at the machine, past the consent of a second person: whoever reads, keeps watch or administrates
 * hears the name, so that it cannot happen unseen.
 * @param about reader.id
 */
export const tellOfAdded: Job = async ({ tx, tools, push }, about) => {
  const { directory } = tools
  const readers = await activeReaders(tx, directory)
  const added = readers.find(reader => reader.id === about)?.person
  if (!added) return
  const watchers: Person[] = [
    ...readers.map(reader => reader.person),
    ...(await directory.withRole(tx, 'security')),
    ...(await directory.withRole(tx, 'admin')),
  ]
  const values = { name: titleOf(added), unit: added.unit }
  for (const one of new Map(watchers.map(person => [person.id, person])).values())
    await push(one, 'reader_by_operator', { key: `reader/operator/${about}`, values })
}
