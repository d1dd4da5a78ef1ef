import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { openBarred } from './barred.ts'
import { isPartial } from './conflict.ts'
import { type CaseRow, personOfCase } from './store.ts'

/**
 * Whether somebody may be let in to a case, or learn whose it is: not its writer, not whom he left out, not whom it
 * names, nor a deputy or subordinate of theirs. Where that was not written down, nobody may.
 */
export async function mayBeLetIn(tx: Tx, tools: Tools, file: CaseRow, person: Person): Promise<boolean> {
  const barred = await openBarred(tx, tools, file)
  if (!barred || barred.without.includes(person.id)) return false
  if ((await personOfCase(tx, tools, file.id)) === person.id) return false
  const named = await Promise.all(barred.named.map(id => tools.directory.byId(tx, id)))
  return !isPartial(
    person,
    named.filter(one => one !== null),
  )
}
