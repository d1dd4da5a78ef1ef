import { and, eq, gte, lte, sql } from 'drizzle-orm'
import type { Calendar } from '../../kernel/calendar.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { statement, type Tx } from '../../storage/storage.ts'
import { LEAVE } from './policy.ts'
import { annualEntitlement, chargeByYear } from './rules.ts'

export type Account = 'annual' | 'comp'

export interface LeaveRow {
  no: string
  person: string
  from: HalfDay
  to: HalfDay
  account: Account | 'none'
  halfDays: number
  status: string
}

/** What somebody has in one year, in half-days. */
export interface Balance {
  /** After approved and pending leave; null where no number can be shown. */
  annual: number | null
  comp: number
  /** Reserved by requests that wait. */
  pending: number
  /** Whether HR has imported an opening balance for the year. */
  checked: boolean
}

const p = sql.placeholder

const sums = statement<{ person: string; account: Account; year: number }>()('ledger.sums', (db, t) =>
  db
    .select({
      sum: sql<number>`coalesce(sum(${t.ledger.halfDays}), 0)`.mapWith(Number),
      openings:
        sql<number>`coalesce(sum(case when ${t.ledger.cause} = 'opening' then 1 else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(t.ledger)
    .where(
      and(eq(t.ledger.person, p('person')), eq(t.ledger.account, p('account')), eq(t.ledger.year, p('year'))),
    ),
)

const reserved = statement<{ person: string }>()('leave.reserved', (db, t) =>
  db
    .select({ account: t.leave.account, halfDays: t.leave.halfDays, from: t.leave.from, to: t.leave.to })
    .from(t.leave)
    .where(and(eq(t.leave.person, p('person')), sql`${t.leave.status} = 'pending'`)),
)

const sharing = statement<{ person: string; from: HalfDay; to: HalfDay }>()('leave.sharing', (db, t) =>
  db
    .select()
    .from(t.leave)
    .where(
      and(
        eq(t.leave.person, p('person')),
        sql`${t.leave.status} in ('pending', 'approved')`,
        lte(t.leave.from, p('to')),
        gte(t.leave.to, p('from')),
      ),
    ),
)

const insert = statement<{ [column in keyof LeaveRow]: LeaveRow[column] }>()('leave.insert', (db, t) =>
  db.insert(t.leave).values({
    no: p('no'),
    person: p('person'),
    from: p('from'),
    to: p('to'),
    account: p('account'),
    halfDays: p('halfDays'),
    status: p('status'),
  }),
)

/**
 * What somebody has in the year of a day.
 * @param about `today`: the day whose year it is, and by which years of work are counted
 */
export async function balanceOf(
  tx: Tx,
  person: Person,
  about: { today: string; tools: Pick<Tools, 'calendar' | 'policy'> },
): Promise<Balance> {
  const { today, tools } = about
  const { calendar } = tools
  const year = Number(today.slice(0, 4))
  const annual = await lines(tx, person.id, 'annual', year)
  const comp = await lines(tx, person.id, 'comp', 0)
  const waiting = await pendingOf(tx, person.id, year, calendar)
  const entitled = annual.opened ? 0 : annualEntitlement(tools.policy(LEAVE).entitlement, person, today)
  return {
    annual: entitled === null ? null : entitled + annual.sum - waiting.annual,
    comp: comp.sum - waiting.comp,
    pending: waiting.annual + waiting.comp,
    checked: annual.opened,
  }
}

/** The sum of an account's lines, and whether an opening balance is among them. */
async function lines(
  tx: Tx,
  person: string,
  account: Account,
  year: number,
): Promise<{ sum: number; opened: boolean }> {
  const [row] = await tx.run(sums, { person, account, year })
  return { sum: row?.sum ?? 0, opened: (row?.openings ?? 0) > 0 }
}

/** Reserved by requests that wait: annual leave by the year of its days, as it will be charged; comp-days of any year. */
async function pendingOf(
  tx: Tx,
  person: string,
  year: number,
  calendar: Calendar,
): Promise<{ annual: number; comp: number }> {
  const waiting = { annual: 0, comp: 0 }
  for (const row of await tx.run(reserved, { person })) {
    if (row.account === 'annual')
      waiting.annual +=
        chargeByYear(calendar, { from: row.from as HalfDay, to: row.to as HalfDay }).get(year) ?? 0
    if (row.account === 'comp') waiting.comp += row.halfDays
  }
  return waiting
}

/** A leave, pending or approved, that shares a half-day with a stretch: whatever its kind. */
export async function overlapping(
  tx: Tx,
  person: string,
  from: HalfDay,
  to: HalfDay,
): Promise<LeaveRow | null> {
  const [row] = await tx.run(sharing, { person, from, to })
  return (row as LeaveRow | undefined) ?? null
}

export async function insertLeave(tx: Tx, row: LeaveRow): Promise<void> {
  await tx.run(insert, { ...row })
}

export async function leaveOf(tx: Tx, no: string): Promise<LeaveRow | null> {
  const [row] = await tx.db.select().from(tx.t.leave).where(eq(tx.t.leave.no, no))
  return (row as LeaveRow | undefined) ?? null
}

export async function setLeaveStatus(tx: Tx, no: string, status: string): Promise<void> {
  await tx.db.update(tx.t.leave).set({ status }).where(eq(tx.t.leave.no, no))
}

/** One line of a ledger. The same cause and reference are written once. @param halfDays signed */
export async function addLine(
  tx: Tx,
  line: {
    person: string
    account: Account
    year: number
    halfDays: number
    cause: string
    ref: string
    at: number
  },
): Promise<void> {
  await tx.db
    .insert(tx.t.ledger)
    .values({ id: randomId(), ...line })
    .onConflictDoNothing()
}

/** Lines written for a reference, so that they can be reversed. */
export async function linesFor(
  tx: Tx,
  ref: string,
  cause: string,
): Promise<{ account: Account; year: number; halfDays: number; person: string }[]> {
  const { ledger } = tx.t
  const rows = await tx.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.ref, ref), eq(ledger.cause, cause)))
  return rows.map(r => ({
    account: r.account as Account,
    year: r.year,
    halfDays: r.halfDays,
    person: r.person,
  }))
}
