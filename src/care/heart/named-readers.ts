import type { CareContext } from '../../runtime/context.ts'
import { officeOf } from './office.ts'
import { impartialReaders, namesOf, readersOf } from './readers.ts'
import { standingCase } from './store.ts'

/**
 * Who can read a case and would read of himself in more words for it, or of somebody whose subordinate or deputy he is.
 * @returns their names as people read them, '' where there are none
 */
export async function readersNamed(
  { tx, tools, person, today }: CareContext,
  id: string,
  texts: readonly string[],
): Promise<string> {
  const standing = await standingCase(tx, id)
  if (!standing) return ''
  const by = { lane: person.id, today, office: officeOf(standing.kind) }
  const { partial } = await impartialReaders(tx, tools, by, texts)
  const keys = await readersOf(tx, tools.directory, standing.id)
  return namesOf(
    partial.filter(r => keys.some(key => key.id === r.id)),
    tools.words().and,
  )
}
