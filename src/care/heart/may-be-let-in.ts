import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { openBarred } from './barred.ts'
import { partialAmong } from './conflict.ts'
import { peopleOf } from './readers.ts'
import { type CaseRow, personOfCase } from './store.ts'

/**
 * Whether somebody may be let in to a case, or learn whose it is: not its writer, not whom he left out or whom it names,
 * nor a deputy, stand-in or subordinate of theirs. Where that was not written down, nobody may.
 */
export async function mayBeLetIn(tx: Tx, tools: Tools, file: CaseRow, person: Person): Promise<boolean> {
  const barred = await openBarred(tx, tools, file)
  if (!barred || (await personOfCase(tx, tools, file.id)) === person.id) return false
  const from = await peopleOf(tx, tools, [...barred.named, ...barred.without])
  return (await partialAmong(tx, [person], from)).length === 0
}
