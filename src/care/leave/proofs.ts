import { and, asc, desc, eq, gte, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm'
import type { HalfDay } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { moveConsent } from '../applications/consents.ts'
import type { Application } from '../applications/store.ts'
import { type LeaveForm, wholeLength } from './form.ts'
import { LEAVE } from './policy.ts'
import { owesProof } from './rules.ts'

/** A certificate that was handed in: never its name or content. */
export interface Paper {
  readonly id: string
  readonly kind: string
  readonly bytes: number
  /** ms UTC. */
  readonly created: number
}

export async function papersOfLeave(tx: Tx, no: string): Promise<Paper[]> {
  const { attachment } = tx.t
  return tx.db
    .select({
      id: attachment.id,
      kind: attachment.kind,
      bytes: attachment.bytes,
      created: attachment.created,
    })
    .from(attachment)
    .where(eq(attachment.no, no))
    .orderBy(asc(attachment.created), asc(attachment.id))
}

/** Who of HR has looked the certificate over, and when (ms UTC); null while nobody has. */
export async function checkOf(tx: Tx, no: string): Promise<{ person: string; at: number } | null> {
  const { decision } = tx.t
  const [row] = await tx.db
    .select({ person: decision.person, at: decision.at })
    .from(decision)
    .where(and(eq(decision.no, no), sql`${decision.verdict} = 'checked'`))
    .orderBy(desc(decision.at))
    .limit(1)
  return row ?? null
}

/** What came for one leave, and that it was checked, goes over to the one that takes its place. */
export async function moveProof(tx: Tx, from: string, to: string): Promise<void> {
  const { attachment, decision } = tx.t
  await tx.db.update(attachment).set({ no: to }).where(eq(attachment.no, from))
  await moveConsent(tx, from, to)
  const check = await checkOf(tx, from)
  if (check)
    await tx.db
      .insert(decision)
      .values({ id: randomId(), no: to, step: 1, verdict: 'checked', reason: null, ...check })
}

/**
 * Whether a certificate belongs to a request. One that would move an approved leave owes nothing while it waits: what
 * there is stays with the leave that stands.
 */
export function isOwed(
  { policy }: Pick<Tools, 'policy'>,
  { status }: Pick<Application, 'status'>,
  form: LeaveForm,
): boolean {
  const moves = status === 'pending' && form.replaces !== undefined
  return !moves && owesProof(policy(LEAVE), form.kind, wholeLength(form))
}

/** Leave that goes on or was granted and that HR has not checked: with papers, or perhaps owing some; oldest first. */
export async function uncheckedLeave(
  tx: Tx,
  since: HalfDay,
  limit: number,
): Promise<{ no: string; person: string; papers: boolean }[]> {
  const { attachment, decision, leave } = tx.t
  const papers = tx.db.select({ no: attachment.no }).from(attachment).where(isNotNull(attachment.no))
  const checked = tx.db.select({ no: decision.no }).from(decision).where(sql`${decision.verdict} = 'checked'`)
  const rows = await tx.db
    .select({ no: leave.no, person: leave.person })
    .from(leave)
    .where(
      and(
        inArray(leave.status, ['pending', 'approved']),
        // What takes nothing from an account is what a certificate may be owed for.
        or(inArray(leave.no, papers), and(sql`${leave.account} = 'none'`, gte(leave.from, since))),
        notInArray(leave.no, checked),
      ),
    )
    .orderBy(asc(leave.no))
    .limit(limit)
  const numbers = rows.map(row => row.no)
  const sent = await tx.db
    .selectDistinct({ no: attachment.no })
    .from(attachment)
    .where(inArray(attachment.no, numbers))
  return rows.map(row => ({ ...row, papers: sent.some(one => one.no === row.no) }))
}
