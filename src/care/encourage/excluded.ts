import { and, eq, gte, lte } from 'drizzle-orm'
import { dateOf, daysBetween, type HalfDay } from '../../kernel/half-day.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { formOf } from '../applications/store.ts'
import { recalledDays } from '../leave/chain.ts'
import type { LeaveForm } from '../leave/form.ts'
import { LEAVE } from '../leave/policy.ts'
import { annualExclusion, completedYears, type YearEvent } from '../leave/rules.ts'
import { type Agreed, yearEvents } from '../leave/year-events.ts'

type Row = { no: string; person: string; from: HalfDay; to: HalfDay }

/**
 * Who may have no annual leave in a year by the five cases of 条例 art. 4, or has forfeited it by the year before
 * (人事部令9号 art. 4). Whether pay was deducted is not known here, so 事假 counts as if it was not: who is left out in
 * error is only not reminded and not counted. Vacations of a school are not known either. Sealed forms are opened of
 * those alone who were away long enough for it to matter.
 * @returns person.ids
 */
export async function excludedFrom(tx: Tx, tools: Tools, year: number): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const [about, forfeits] of [
    [year - 1, true],
    [year, false],
  ] as const) {
    for (const [person, rows] of Map.groupBy(await awayWithout(tx, about), row => row.person)) {
      if (found.has(person) || !isLong(tools, rows)) continue
      const taken = forfeits && (await tookAnnual(tx, person, about)) ? 1 : 0
      const { cause, nextYearForfeited } = annualExclusion(tools.policy(LEAVE).exclusions, {
        entitled: 1,
        taken,
        workYears: await workYears(tx, person, about),
        events: await eventsOf(tx, tools, rows, about),
      })
      if (cause !== null && (!forfeits || nextYearForfeited)) found.add(person)
    }
  }
  return found
}

/** Approved leave of a year that takes from no account. */
function awayWithout(tx: Tx, year: number): Promise<Row[]> {
  const { leave } = tx.t
  return tx.db
    .select({ no: leave.no, person: leave.person, from: leave.from, to: leave.to })
    .from(leave)
    .where(
      and(
        eq(leave.status, 'approved'),
        eq(leave.account, 'none'),
        gte(leave.to, `${year}-01-01a`),
        lte(leave.from, `${year}-12-31p`),
      ),
    ) as unknown as Promise<Row[]>
}

/** Fewer days than the least that any case asks for exclude nobody. */
function isLong(tools: Tools, rows: readonly Row[]): boolean {
  const days = rows.reduce((all, { from, to }) => all + daysBetween(dateOf(from), dateOf(to)) + 1, 0)
  return days >= tools.policy(LEAVE).exclusions.personal.days
}

async function eventsOf(tx: Tx, tools: Tools, rows: readonly Row[], year: number): Promise<YearEvent[]> {
  const worked = await recalledDays(
    tx,
    rows.map(({ no }) => no),
  )
  const leave: Agreed[] = []
  for (const { no, from, to } of rows) {
    const form = await formOf<LeaveForm>({ tx, tools }, no)
    if (form) leave.push({ kind: form.kind, from, to, worked: worked.get(no) ?? [] })
  }
  return yearEvents(tools.policy(LEAVE).exclusions, tools.calendar, leave, year)
}

async function workYears(tx: Tx, id: string, year: number): Promise<number> {
  const { person } = tx.t
  const [row] = await tx.db.select({ start: person.workStart }).from(person).where(eq(person.id, id))
  return row?.start ? completedYears(row.start, `${year}-12-31`) : 0
}

async function tookAnnual(tx: Tx, person: string, year: number): Promise<boolean> {
  const { leave } = tx.t
  const [row] = await tx.db
    .select({ no: leave.no })
    .from(leave)
    .where(
      and(
        eq(leave.person, person),
        eq(leave.status, 'approved'),
        eq(leave.account, 'annual'),
        gte(leave.to, `${year}-01-01a`),
        lte(leave.from, `${year}-12-31p`),
      ),
    )
    .limit(1)
  return row !== undefined
}
