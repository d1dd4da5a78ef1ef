import { and, eq, inArray } from 'drizzle-orm'
import type { EffectContext } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Vault } from '../../storage/vault.ts'

/** Keeps words sealed by the server, until they are sealed to their readers. */
export async function keepPiece(
  { tx, tools, person, now }: EffectContext,
  id: string,
  text: string,
): Promise<void> {
  const body = await tools.vault.seal(tx, person.id, `piece.body:${id}`, text)
  await tx.db.insert(tx.t.piece).values({ id, lane: person.id, body, created: now })
}

/** The pieces of these ids, in the order asked for; null where one is gone. */
export async function readPieces(
  tx: Tx,
  vault: Vault,
  lane: string,
  ids: readonly string[],
): Promise<(string | null)[]> {
  if (ids.length === 0) return []
  const rows = await tx.db
    .select()
    .from(tx.t.piece)
    .where(and(eq(tx.t.piece.lane, lane), inArray(tx.t.piece.id, [...ids])))
  const texts = new Map<string, string>()
  for (const row of rows) texts.set(row.id, await vault.openText(tx, `piece.body:${row.id}`, row.body))
  return ids.map(id => texts.get(id) ?? null)
}

/** Blanks the copies: with `secure_delete` their bytes go too. */
export async function dropPieces(tx: Tx, lane: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.db.delete(tx.t.piece).where(and(eq(tx.t.piece.lane, lane), inArray(tx.t.piece.id, [...ids])))
}
