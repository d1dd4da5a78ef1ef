import { and, eq, gte, isNull, lte } from 'drizzle-orm'
import { type HalfDay, halfDay } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Tx } from '../../storage/storage.ts'

/** When somebody means to take annual leave; it takes and blocks nothing. */
export interface LeavePlan {
  readonly id: string
  /** person.id */
  readonly person: string
  readonly from: HalfDay
  readonly to: HalfDay
  readonly halfDays: number
}

/** @returns its id */
export async function insertPlan(tx: Tx, plan: Omit<LeavePlan, 'id'>, now: number): Promise<string> {
  const id = randomId()
  await tx.db.insert(tx.t.leavePlan).values({ id, ...plan, created: now, dropped: null })
  return id
}

/** What somebody plans from a day on, in order. */
export async function plansAhead(tx: Tx, person: string, today: string): Promise<LeavePlan[]> {
  const { leavePlan } = tx.t
  const rows = await tx.db
    .select()
    .from(leavePlan)
    .where(
      and(eq(leavePlan.person, person), isNull(leavePlan.dropped), gte(leavePlan.to, halfDay(today, 'a'))),
    )
    .orderBy(leavePlan.from)
  return rows as unknown as LeavePlan[]
}

/** A plan that stands; null where it was given up. */
export async function planById(tx: Tx, id: string): Promise<LeavePlan | null> {
  const { leavePlan } = tx.t
  const [row] = await tx.db
    .select()
    .from(leavePlan)
    .where(and(eq(leavePlan.id, id), isNull(leavePlan.dropped)))
  return (row as LeavePlan | undefined) ?? null
}

/** @returns whether it was somebody's own, and stood */
export async function dropPlan(tx: Tx, id: string, person: string, now: number): Promise<boolean> {
  const { leavePlan } = tx.t
  const gone = await tx.db
    .update(leavePlan)
    .set({ dropped: now })
    .where(and(eq(leavePlan.id, id), eq(leavePlan.person, person), isNull(leavePlan.dropped)))
    .returning({ id: leavePlan.id })
  return gone.length > 0
}

/** Everybody's plans of a year that stand, with who and where, in the order people are always named in. */
export async function plansOfYear(
  tx: Tx,
  year: number,
): Promise<(LeavePlan & { name: string; unit: string })[]> {
  const { leavePlan, person } = tx.t
  const rows = await tx.db
    .select({
      id: leavePlan.id,
      person: leavePlan.person,
      from: leavePlan.from,
      to: leavePlan.to,
      halfDays: leavePlan.halfDays,
      name: person.name,
      unit: person.unit,
    })
    .from(leavePlan)
    .innerJoin(person, eq(person.id, leavePlan.person))
    .where(
      and(
        isNull(leavePlan.dropped),
        isNull(person.left),
        gte(leavePlan.from, `${year}-01-01a`),
        lte(leavePlan.from, `${year}-12-31p`),
      ),
    )
    .orderBy(person.sort, leavePlan.from)
  return rows as (LeavePlan & { name: string; unit: string })[]
}
