import { and, eq, inArray, sql } from 'drizzle-orm'
import { statement, type Tx } from '../../storage/storage.ts'

export interface OvertimeRow {
  no: string
  person: string
  date: string
  minutes: number
  /** `duty` = 值班. */
  kind: 'overtime' | 'duty'
  status: string
}

const p = sql.placeholder

const insert = statement<{ [column in keyof OvertimeRow]: OvertimeRow[column] }>()(
  'overtime.insert',
  (db, t) =>
    db.insert(t.overtime).values({
      no: p('no'),
      person: p('person'),
      date: p('date'),
      minutes: p('minutes'),
      kind: p('kind'),
      status: p('status'),
    }),
)

export async function insertOvertime(tx: Tx, row: OvertimeRow): Promise<void> {
  await tx.write(insert, { ...row })
}

/** The number of a record of somebody, still open or confirmed, for the same day; null = there is none. */
export async function sameDay(tx: Tx, person: string, date: string): Promise<string | null> {
  const { overtime } = tx.t
  const [row] = await tx.db
    .select({ no: overtime.no })
    .from(overtime)
    .where(
      and(
        eq(overtime.person, person),
        eq(overtime.date, date),
        inArray(overtime.status, ['pending', 'approved']),
      ),
    )
    .limit(1)
  return row?.no ?? null
}

export async function setOvertimeStatus(tx: Tx, no: string, status: string): Promise<void> {
  await tx.db.update(tx.t.overtime).set({ status }).where(eq(tx.t.overtime.no, no))
}

/** Minutes of all records of somebody that were confirmed. */
export async function confirmedMinutes(tx: Tx, person: string): Promise<number> {
  const { overtime } = tx.t
  const [row] = await tx.db
    .select({ sum: sql<number>`coalesce(sum(${overtime.minutes}), 0)`.mapWith(Number) })
    .from(overtime)
    .where(and(eq(overtime.person, person), eq(overtime.status, 'approved')))
  return row?.sum ?? 0
}

/** Half-days that somebody's records have granted, less what was taken back with a record. */
export async function grantedSoFar(tx: Tx, person: string): Promise<number> {
  const { ledger } = tx.t
  const [row] = await tx.db
    .select({ sum: sql<number>`coalesce(sum(${ledger.halfDays}), 0)`.mapWith(Number) })
    .from(ledger)
    .where(
      and(
        eq(ledger.person, person),
        eq(ledger.account, 'comp'),
        sql`(${ledger.cause} = 'overtime' or (${ledger.cause} = 'reversal' and ${ledger.ref} = ${ledger.grant}))`,
      ),
    )
  return row?.sum ?? 0
}
