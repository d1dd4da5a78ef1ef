import { titleOf } from '../../kernel/person.ts'
import type { Job } from '../../runtime/declare.ts'
import { activeReaders } from './readers.ts'
import { tellWatchers } from './watchers.ts'

/** The job that the command line leaves behind, since it says nothing to anybody itself. */
export const READER_ADDED = 'heart.reader_added'

/**
 * A key was let in at the machine, past the consent of a second person: whoever reads, keeps watch or administrates
 * hears the name, so that it cannot happen unseen.
 * @param about reader.id
 */
export const tellOfAdded: Job = async ({ tx, tools: { directory }, push }, about) => {
  const heart = await activeReaders(tx, directory)
  const report = await activeReaders(tx, directory, 'report')
  const added = [...heart, ...report].find(reader => reader.id === about)?.person
  if (!added) return
  const values = { name: titleOf(added), unit: added.unit }
  await tellWatchers(tx, directory, push, 'reader_by_operator', { key: `reader/operator/${about}`, values })
}
