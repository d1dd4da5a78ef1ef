import { and, asc, desc, eq, gte, sql } from 'drizzle-orm'
import { localDate } from '../../kernel/clock.ts'
import type { Tx } from '../../storage/storage.ts'
import type { Application } from '../applications/store.ts'

/** What colleagues have written for somebody who has not answered yet. */
export async function waitingForConsent(
  tx: Tx,
  person: string,
): Promise<Pick<Application, 'no' | 'author'>[]> {
  const { application } = tx.t
  return tx.db
    .select({ no: application.no, author: application.author })
    .from(application)
    .where(
      and(
        eq(application.person, person),
        eq(application.kind, 'hardship'),
        eq(application.status, 'consent'),
      ),
    )
    .orderBy(asc(application.created))
    .limit(20)
}

/** The oldest request of mine that somebody has to decide. */
export async function pendingOf(tx: Tx, person: string): Promise<{ no: string; turn: string } | null> {
  const { application } = tx.t
  const [row] = await tx.db
    .select({ no: application.no, turn: application.turn })
    .from(application)
    .where(
      and(
        eq(application.person, person),
        eq(application.kind, 'hardship'),
        eq(application.status, 'pending'),
      ),
    )
    .orderBy(asc(application.created))
    .limit(1)
  return row?.turn ? { no: row.no, turn: row.turn } : null
}

/** The days on which “急” was passed on for a request. */
export async function urgedOn(tx: Tx, no: string, zone: string): Promise<string[]> {
  const { decision } = tx.t
  const rows = await tx.db
    .select({ at: decision.at })
    .from(decision)
    .where(and(eq(decision.no, no), eq(decision.verdict, 'urged')))
  return rows.map(r => localDate(r.at, zone))
}

/** Who checked it: the first who agreed, person.id. */
export async function firstAgreed(tx: Tx, no: string): Promise<string | null> {
  const { decision } = tx.t
  const [row] = await tx.db
    .select({ person: decision.person })
    .from(decision)
    .where(and(eq(decision.no, no), eq(decision.verdict, 'agreed')))
    .orderBy(asc(decision.step))
    .limit(1)
  return row?.person ?? null
}

/** Requests that have been handed to somebody, newest first. @param turn only those that wait for this person */
export async function handedIn(
  tx: Tx,
  turn: string | null,
  limit: number,
): Promise<{ no: string; status: string; person: string; created: number; turn: string | null }[]> {
  const { application } = tx.t
  return tx.db
    .select({
      no: application.no,
      status: application.status,
      person: application.person,
      created: application.created,
      turn: application.turn,
    })
    .from(application)
    .where(
      and(
        eq(application.kind, 'hardship'),
        gte(application.step, 1),
        turn === null ? undefined : eq(application.turn, turn),
      ),
    )
    .orderBy(desc(application.created))
    .limit(limit)
}

export interface Decision {
  id: string
  step: number
  person: string
  verdict: string
  reason: Uint8Array | null
  at: number
}

export async function decisionsOf(tx: Tx, no: string): Promise<Decision[]> {
  const { decision } = tx.t
  return tx.db
    .select()
    .from(decision)
    .where(eq(decision.no, no))
    .orderBy(asc(decision.at), asc(decision.step))
}

/** The papers of a request. */
export async function papersOf(tx: Tx, no: string): Promise<{ id: string; kind: string; bytes: number }[]> {
  const { attachment } = tx.t
  return tx.db
    .select({ id: attachment.id, kind: attachment.kind, bytes: attachment.bytes })
    .from(attachment)
    .where(eq(attachment.no, no))
    .orderBy(sql`${attachment.created}`, asc(attachment.id))
}
