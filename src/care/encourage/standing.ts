import { and, eq, gte, isNull, lte } from 'drizzle-orm'
import { dateOf, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { without } from '../away/rules.ts'
import { booksOfYear, grantsOf } from '../leave/holdings.ts'
import { allBooks, type Sum } from '../leave/ledger.ts'
import { LEAVE } from '../leave/policy.ts'
import { annualLeft, chargeByYear, type Stretch } from '../leave/rules.ts'
import { availableOn } from '../overtime/rules.ts'
import { allPeople } from '../people/store.ts'
import { excludedFrom } from './excluded.ts'
import { isLeader } from './leaders.ts'
import { ENCOURAGE } from './policy.ts'
import type { Standing } from './rules.ts'

const STREET = '街道'

/**
 * How everybody on the roster stands at the end of a month, in the roster's order: from the ledger, and from the dates
 * of approved leave. What was taken is what there was less what is left, so that days taken before the program came,
 * which an opening balance lacks, count too. A few statements for all people together.
 * @param asOf the month's last day, or an earlier one
 */
export async function standings(tx: Tx, tools: Tools, asOf: string): Promise<Standing[]> {
  const year = Number(asOf.slice(0, 4))
  const ledger = Map.groupBy(await allBooks(tx), ({ person }) => person)
  const { taken: onLeave, recalled: calledBack } = await annualLeave(tx, year)
  const leave = Map.groupBy(onLeave, ({ person }) => person)
  const recalled = Map.groupBy(calledBack, ({ person }) => person)
  const plans = Map.groupBy(await plansOf(tx, year), ({ person }) => person)
  const excluded = await excludedFrom(tx, tools, year)
  const all = await allPeople(tx)
  return all.map(person => {
    const sums = ledger.get(person.id) ?? []
    const common = {
      unit: person.unit,
      street: person.unitType === STREET,
      leader: isLeader(tools.policy(ENCOURAGE), person),
      comp: availableOn(grantsOf(sums), asOf),
      planned: (plans.get(person.id) ?? []).reduce((all, plan) => all + plan.halfDays, 0),
    }
    const there = !excluded.has(person.id) ? yearOf(tools, person, sums, asOf) : null
    if (there === null)
      return {
        ...common,
        entitled: null,
        checked: false,
        planned: 0,
        taken: 0,
        takenInMonth: 0,
        cancelled: 0,
      }
    const mine = leave.get(person.id) ?? []
    const ahead = countAfter(tools, mine, asOf)
    const before = countAfter(tools, mine, `${asOf.slice(0, 7)}-00`)
    const taken = Math.max(0, there.entitled - there.left - ahead)
    return {
      ...common,
      entitled: there.entitled,
      checked: there.checked,
      taken: Math.min(taken, there.entitled),
      takenInMonth: before - ahead,
      planned: Math.min(common.planned, there.entitled),
      cancelled: (recalled.get(person.id) ?? [])
        .filter(({ from }) => dateOf(from) <= asOf)
        .reduce((all, { halfDays }) => all + halfDays, 0),
    }
  })
}

/** What there is in a year with what came over, and what is left of it after all approved leave; null = no number. */
function yearOf(
  tools: Tools,
  person: Person,
  sums: readonly (Sum & { granted: number })[],
  asOf: string,
): { entitled: number; left: number; checked: boolean } | null {
  const year = Number(asOf.slice(0, 4))
  const books = booksOfYear(sums, year, tools.zone)
  const { left, entitled } = annualLeft(tools.policy(LEAVE).entitlement, person, books, asOf)
  if (left === null || entitled === null) return null
  const carried = sums.reduce((all, sum) => all + (sum.year === year ? sum.granted : 0), 0)
  const checked = books.opened !== null
  return entitled + carried > 0 ? { entitled: entitled + carried, left, checked } : null
}

/** Half-days of annual leave of the year that lie after a day. */
function countAfter({ calendar }: Tools, leave: readonly Stretch[], day: string): number {
  const year = Number(day.slice(0, 4))
  return leave.reduce((all, { from, to }) => {
    if (to <= halfDay(day, 'p')) return all
    const first = from > halfDay(day, 'p') ? from : halfDay(nextOf(day), 'a')
    return all + (chargeByYear(calendar, { from: first, to }).get(year) ?? 0)
  }, 0)
}

/** The day after; of `YYYY-MM-00` the month's first. */
function nextOf(day: string): string {
  if (day.endsWith('-00')) return `${day.slice(0, 8)}01`
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}

/** Approved annual leave of a year without the days for which somebody was called back, and those days. */
async function annualLeave(tx: Tx, year: number) {
  const { leave, recall } = tx.t
  const approved = (await tx.db
    .select({ no: leave.no, person: leave.person, from: leave.from, to: leave.to })
    .from(leave)
    .where(
      and(
        eq(leave.status, 'approved'),
        eq(leave.account, 'annual'),
        gte(leave.to, `${year}-01-01a`),
        lte(leave.from, `${year}-12-31p`),
      ),
    )) as { no: string; person: string; from: HalfDay; to: HalfDay }[]
  const called = (await tx.db
    .select({
      no: recall.no,
      person: recall.person,
      from: recall.from,
      to: recall.to,
      halfDays: recall.halfDays,
    })
    .from(recall)
    .where(and(gte(recall.from, `${year}-01-01a`), lte(recall.from, `${year}-12-31p`)))) as {
    no: string
    person: string
    from: HalfDay
    to: HalfDay
    halfDays: number
  }[]
  const numbers = new Set(approved.map(({ no }) => no))
  return {
    taken: approved.flatMap(({ no, person, ...whole }) =>
      without(
        whole,
        called.filter(one => one.no === no),
      ).map(part => ({ person, ...part })),
    ),
    recalled: called.filter(({ no }) => numbers.has(no)),
  }
}

function plansOf(tx: Tx, year: number) {
  const { leavePlan } = tx.t
  return tx.db
    .select({ person: leavePlan.person, halfDays: leavePlan.halfDays })
    .from(leavePlan)
    .where(
      and(
        isNull(leavePlan.dropped),
        gte(leavePlan.from, `${year}-01-01a`),
        lte(leavePlan.from, `${year}-12-31p`),
      ),
    )
}
