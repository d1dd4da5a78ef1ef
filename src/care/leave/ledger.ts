import { and, asc, desc, eq, like, or, sql } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import { statement, type Tx } from '../../storage/storage.ts'

export type Account = 'annual' | 'comp'

/** What the reference of a ledger line has after the number where the consent was taken back. */
export const UNDONE = '/undone-'

/** Why a line stands in the ledger. */
export type Cause =
  | 'opening'
  | 'correction'
  | 'overtime'
  | 'carry'
  | 'leave'
  | 'returned'
  | 'reversal'
  | 'lapse'

/** One line: what was added to an account or taken from it. Lines are never changed; a correction is a new one. */
export interface Line {
  readonly person: string
  readonly account: Account
  /** The year a line of annual leave belongs to; 0 for comp-days. */
  readonly year: number
  /** Signed. */
  readonly halfDays: number
  readonly cause: Cause
  readonly ref: string
  /** See the column. */
  readonly grant: string
  /** Of a line that grants: from when, and the last day on which it can be taken. */
  readonly since?: string | null
  readonly expires?: string | null
  /** ms UTC. */
  readonly at: number
}

/** The sum of an account's lines by year and grant. */
export interface Sum {
  readonly account: Account
  readonly year: number
  readonly grant: string
  readonly halfDays: number
  readonly since: string | null
  readonly expires: string | null
  /** When it was last said what is left (the opening balance, or a correction of it), ms UTC; null = never. */
  readonly opened: number | null
}

const books = statement<{ person: string }>()('ledger.books', (db, t) =>
  db
    .select({
      account: t.ledger.account,
      year: t.ledger.year,
      grant: t.ledger.grant,
      halfDays: sql<number>`sum(${t.ledger.halfDays})`.mapWith(Number),
      since: sql<string | null>`max(${t.ledger.since})`,
      expires: sql<string | null>`max(${t.ledger.expires})`,
      opened: openedIn(t),
    })
    .from(t.ledger)
    .where(eq(t.ledger.person, sql.placeholder('person')))
    .groupBy(t.ledger.account, t.ledger.year, t.ledger.grant),
)

/**
 * Nobody else reads what somebody has in order to write to it, until this transaction is over: two who decide at once
 * must not both see his last day. Of several people at once: `holdLedgers`.
 */
export async function holdLedger(tx: Tx, person: string): Promise<void> {
  await tx.lock(`ledger/${person}`)
}

/** The same of several people, in the order of their ids: two who hold some of the same never wait for each other. */
export async function holdLedgers(tx: Tx, people: Iterable<string>): Promise<void> {
  for (const person of [...new Set(people)].sort()) await holdLedger(tx, person)
}

/** Everything somebody's lines come to. */
export async function booksOf(tx: Tx, person: string): Promise<Sum[]> {
  return (await tx.run(books, { person })) as Sum[]
}

/** The same of everybody at once, with what came over from last year (`granted`), in half-days. */
export async function allBooks(
  tx: Tx,
): Promise<(Sum & { readonly person: string; readonly granted: number })[]> {
  const { ledger } = tx.t
  const rows = await tx.db
    .select({
      person: ledger.person,
      account: ledger.account,
      year: ledger.year,
      grant: ledger.grant,
      halfDays: sql<number>`sum(${ledger.halfDays})`.mapWith(Number),
      since: sql<string | null>`max(${ledger.since})`,
      expires: sql<string | null>`max(${ledger.expires})`,
      opened: openedIn(tx.t),
      granted: sql<number>`sum(case when ${ledger.cause} = 'carry' and ${ledger.halfDays} > 0
        then ${ledger.halfDays} else 0 end)`.mapWith(Number),
    })
    .from(ledger)
    .groupBy(ledger.person, ledger.account, ledger.year, ledger.grant)
  return rows as (Sum & { person: string; granted: number })[]
}

/** Writes a line; the same cause, reference and grant are written once. @returns whether it was written now */
export async function addLine(tx: Tx, line: Line): Promise<boolean> {
  const written = await tx.db
    .insert(tx.t.ledger)
    .values({ id: randomId(), since: null, expires: null, ...line })
    .onConflictDoNothing()
    .returning({ id: tx.t.ledger.id })
  return written.length > 0
}

/** Lines written for a request of somebody, oldest first. @param cause of one cause alone */
export async function linesFor(tx: Tx, person: string, no: string, cause?: Cause): Promise<Line[]> {
  const { ledger } = tx.t
  const about = and(eq(ledger.person, person), or(eq(ledger.ref, no), like(ledger.ref, `${no}/%`)))
  const rows = await tx.db
    .select()
    .from(ledger)
    .where(cause === undefined ? about : and(about, eq(ledger.cause, cause)))
    .orderBy(asc(ledger.at), asc(ledger.year), asc(ledger.grant))
  return rows as Line[]
}

/** Lines of an account, oldest first; of one instant, what was added before what was taken. @param year of annual leave; 0 for comp-days */
export async function linesOf(tx: Tx, person: string, account: Account, year: number): Promise<Line[]> {
  const { ledger } = tx.t
  const rows = await tx.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.person, person), eq(ledger.account, account), eq(ledger.year, year)))
    .orderBy(asc(ledger.at), desc(ledger.halfDays), asc(ledger.ref))
  return rows as Line[]
}

/** A correction says what is left as the opening did; that of what came over, or of some comp-days, is about these alone. */
function openedIn({ ledger }: Tx['t']) {
  return sql<number | null>`max(case when ${ledger.cause} = 'opening' or (${ledger.cause} = 'correction'
    and ${ledger.account} = 'annual' and ${ledger.grant} = '') then ${ledger.at} end)`.mapWith(nullableNumber)
}

function nullableNumber(value: unknown): number | null {
  return value === null ? null : Number(value)
}
