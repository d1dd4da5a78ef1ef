import { Fault } from '../../kernel/faults.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { officeOf, reads } from './office.ts'
import { readersOf } from './readers.ts'
import { caseForReader, personOfCase } from './store.ts'

/**
 * A case as its reader may deal with it.
 * @throws Fault NOT_FOUND for a case that this reader's key does not open or that is not of his office, real or not
 */
export async function myCase(tx: Tx, tools: Tools, id: string, person: string) {
  const found = await caseForReader(tx, id, person)
  // Nobody deals with what he wrote himself.
  const reader = await tools.directory.byId(tx, person)
  if (!found || !reader || !reads(reader, officeOf(found.file.kind))) throw new Fault('NOT_FOUND')
  if ((await personOfCase(tx, tools, id)) === person) throw new Fault('NOT_FOUND')
  return found
}

/** States of a case that is over: closed by who dealt with it, or taken back by its person. */
export const OVER = ['closed', 'withdrawn'] as const

/** Whether nothing is done with it any more. */
export function isOver({ status }: { status: string }): boolean {
  return OVER.some(over => over === status)
}

/** A colleague's case is his, while he can still open it. */
export async function isFree(
  tx: Tx,
  tools: Tools,
  file: { id: string; handler: string | null },
  actor: string,
): Promise<boolean> {
  if (file.handler === null || file.handler === actor) return true
  const readers = await readersOf(tx, tools.directory, file.id)
  return !readers.some(r => r.person.id === file.handler)
}
