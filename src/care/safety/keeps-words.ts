import { and, eq, like } from 'drizzle-orm'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { casesOfPerson } from '../heart/store.ts'
import { FLAG_PIECE } from './flag.ts'

/**
 * Whether something that this person said stands sealed for the readers of cases, or is just about to: whoever is told
 * what the contact got is told that too.
 */
export async function keepsWords(tx: Tx, tools: Tools, lane: string): Promise<boolean> {
  const { piece, caseFile } = tx.t
  const waiting = and(eq(piece.lane, lane), like(piece.id, `${FLAG_PIECE}%`))
  const [waits] = await tx.db.select({ id: piece.id }).from(piece).where(waiting).limit(1)
  if (waits) return true
  return (await casesOfPerson(tx, tools, lane, eq(caseFile.kind, 'flag'), 1)).length > 0
}
