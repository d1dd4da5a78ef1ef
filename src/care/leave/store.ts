import { and, eq, gte, sql } from 'drizzle-orm'
import { addDays, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import { statement, type Tx } from '../../storage/storage.ts'
import type { Account } from './ledger.ts'

export interface LeaveRow {
  no: string
  person: string
  from: HalfDay
  to: HalfDay
  account: Account | 'none'
  halfDays: number
  status: string
  /** The half-day somebody reported back on; null until then. */
  back: HalfDay | null
  /** 续假: the leave that it makes longer; null for a leave of its own. */
  extends: string | null
}

/** A leave as it is handed in. */
type NewLeave = Omit<LeaveRow, 'back' | 'extends'> & { extends?: string | null }

/**
 * How far back leave still matters: the longest occasion of a kind (探亲假: four years), and the month by which leave
 * can be asked for after it was taken.
 */
const LOOK_BACK_DAYS = 4 * 366 + 31

const p = sql.placeholder

const alive = statement<{ person: string; since: HalfDay }>()('leave.alive', (db, t) =>
  db
    .select()
    .from(t.leave)
    .where(
      and(
        eq(t.leave.person, p('person')),
        sql`${t.leave.status} in ('pending', 'approved')`,
        gte(t.leave.to, p('since')),
      ),
    )
    .orderBy(t.leave.no),
)

const insert = statement<Omit<LeaveRow, 'back'>>()('leave.insert', (db, t) =>
  db.insert(t.leave).values({
    no: p('no'),
    person: p('person'),
    from: p('from'),
    to: p('to'),
    account: p('account'),
    halfDays: p('halfDays'),
    status: p('status'),
    back: null,
    extends: p('extends'),
  }),
)

/** Somebody's leave that is approved or waits, by number; what ended long before `today` is left out. */
export async function aliveLeave(tx: Tx, person: string, today: string): Promise<LeaveRow[]> {
  const since = halfDay(addDays(today, -LOOK_BACK_DAYS), 'a')
  return (await tx.run(alive, { person, since })) as LeaveRow[]
}

export async function insertLeave(tx: Tx, row: NewLeave): Promise<void> {
  await tx.write(insert, { extends: null, ...row })
}

export async function leaveOf(tx: Tx, no: string): Promise<LeaveRow | null> {
  const [row] = await tx.db.select().from(tx.t.leave).where(eq(tx.t.leave.no, no))
  return (row as LeaveRow | undefined) ?? null
}

export async function setLeaveStatus(tx: Tx, no: string, status: string): Promise<void> {
  await tx.db.update(tx.t.leave).set({ status }).where(eq(tx.t.leave.no, no))
}

/** The status of a leave that was approved and of which nothing was taken. It keeps its dates, and blocks nothing. */
export const UNUSED = 'unused'

/** A leave of which some days in the middle were worked: it keeps its dates. @param halfDays what is left to it */
export async function shortenLeave(tx: Tx, no: string, halfDays: number): Promise<void> {
  await tx.db.update(tx.t.leave).set({ halfDays }).where(eq(tx.t.leave.no, no))
}

/** Where a leave ended early: its new end and length, or that nothing of it was taken, and when he was back. */
export async function setLeaveEnd(
  tx: Tx,
  no: string,
  end: { to: HalfDay; halfDays: number; back: HalfDay | null } | { status: typeof UNUSED; back: HalfDay },
): Promise<void> {
  await tx.db.update(tx.t.leave).set(end).where(eq(tx.t.leave.no, no))
}
