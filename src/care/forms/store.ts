import { createHash, randomBytes, randomInt } from 'node:crypto'
import { asc, eq, lt } from 'drizzle-orm'
import type { Tx } from '../../storage/storage.ts'

/** No letters that look like others or like numbers. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 8

/** The code on the printed form of a request: made when it is printed first, the same ever after. */
export async function checkCode(tx: Tx, no: string, now: number): Promise<string> {
  const known = await codeOf(tx, no)
  if (known !== null) return known
  const code = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  await tx.db.insert(tx.t.checkCode).values({ no, code, created: now }).onConflictDoNothing()
  return (await codeOf(tx, no)) ?? code
}

/** Null where no form of it was ever printed. */
export async function codeOf(tx: Tx, no: string): Promise<string | null> {
  const [row] = await tx.db.select().from(tx.t.checkCode).where(eq(tx.t.checkCode.no, no))
  return row?.code ?? null
}

/** A secret that shows one form to whoever has it, once. Kept as a hash alone. @param expires ms UTC */
export async function makeLink(
  tx: Tx,
  about: { no: string; person: string; expires: number },
  now: number,
): Promise<string> {
  const { printLink } = tx.t
  await tx.db.delete(printLink).where(lt(printLink.expires, now))
  const secret = randomBytes(24).toString('base64url')
  await tx.db.insert(printLink).values({ id: hashOf(secret), ...about })
  return secret
}

/** Takes a link: of two who have it, one gets it. @returns null where there is none, it was used, or its time is over */
export async function takeLink(
  tx: Tx,
  secret: string,
  now: number,
): Promise<{ no: string; person: string } | null> {
  const { printLink } = tx.t
  const [row] = await tx.db
    .delete(printLink)
    .where(eq(printLink.id, hashOf(secret)))
    .returning()
  return row && row.expires > now ? { no: row.no, person: row.person } : null
}

/** One opinion on a request. */
export interface Opinion {
  readonly id: string
  readonly person: string
  /** Whose turn it was, where he stood in for him. */
  readonly instead: string | null
  readonly verdict: string
  /** Sealed. */
  readonly reason: Uint8Array | null
  /** ms UTC. */
  readonly at: number
}

/** What was decided on a request, in order. */
export async function opinionsOn(tx: Tx, no: string): Promise<Opinion[]> {
  const { decision } = tx.t
  return tx.db
    .select({
      id: decision.id,
      person: decision.person,
      instead: decision.instead,
      verdict: decision.verdict,
      reason: decision.reason,
      at: decision.at,
    })
    .from(decision)
    .where(eq(decision.no, no))
    .orderBy(asc(decision.at), asc(decision.step))
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
