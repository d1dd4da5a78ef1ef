import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { partialAmong } from '../heart/conflict.ts'
import { peopleOf } from '../heart/readers.ts'
import type { Heard } from './heard.ts'

/**
 * Those of these people who may not learn by a reader's call whose case it is: the reader himself, whom the case names
 * or its writer left out, and who stands under or in for them. Nobody, where the last call came of the writer's own words.
 * @returns person.ids
 */
export async function keptFrom(
  tx: Tx,
  tools: Tools,
  heard: readonly Heard[],
  people: readonly Person[],
): Promise<ReadonlySet<string>> {
  // Those heard of just now were put last.
  const raised = heard.at(-1)?.raised
  if (!raised) return new Set()
  const partial = await partialAmong(tx, people, await peopleOf(tx, tools, raised.from))
  return new Set([raised.by, ...raised.from, ...partial.map(one => one.id)])
}
