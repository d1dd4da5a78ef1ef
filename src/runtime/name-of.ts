import type { Tx } from '../storage/storage.ts'
import type { Tools } from './context.ts'

/** The name of somebody who stands beside a row, such as its handler; null where nobody does, or he is unknown. */
export async function nameOf(tx: Tx, tools: Tools, person: string | null): Promise<string | null> {
  return person === null ? null : ((await tools.directory.byId(tx, person))?.name ?? null)
}
