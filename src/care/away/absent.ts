import { and, eq, gte, inArray, isNull, lte } from 'drizzle-orm'
import { addDays, dateOf, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Tx } from '../../storage/storage.ts'
import { offPostBetween } from './off-post-store.ts'
import { joined, type Stretch, within, without } from './rules.ts'

/** A stretch on which somebody is not there. That he is not, never why: leave, a journey and being off post look the same. */
export interface Absence extends Stretch {
  /** person.id */
  readonly person: string
  readonly name: string
  readonly unit: string
}

/**
 * Who is not there between two half-days, both included: on approved leave, reported out of the city, or off
 * post. Days for
 * which somebody was called back are none. What follows on without a half-day between is one absence.
 * @param whose person ids that are looked at; null = everybody on the roster
 * @returns whole stretches, also where they begin before or end after; what has no end yet is said to the end asked for; in the order people are always named in
 */
export async function absentBetween(
  tx: Tx,
  frame: Stretch,
  whose: ReadonlySet<string> | null,
): Promise<Absence[]> {
  if (whose?.size === 0) return []
  const rows = [...(await onLeave(tx, frame)), ...(await outOfTown(tx, frame)), ...(await offPost(tx, frame))]
  const people = new Map<string, { name: string; unit: string; sort: number; stretches: Stretch[] }>()
  for (const { id, name, unit, sort, stretches } of rows) {
    if (whose && !whose.has(id)) continue
    const one = people.get(id) ?? { name, unit, sort, stretches: [] }
    one.stretches.push(...stretches)
    people.set(id, one)
  }
  return [...people]
    .toSorted(([, a], [, b]) => a.sort - b.sort)
    .flatMap(([person, { name, unit, stretches }]) =>
      joined(stretches)
        .filter(stretch => within(stretch, frame) !== null)
        .map(stretch => ({ person, name, unit, ...stretch })),
    )
}

async function onLeave(tx: Tx, frame: Stretch) {
  const { leave, person, recall } = tx.t
  const rows = await tx.db
    .select({
      no: leave.no,
      id: person.id,
      name: person.name,
      unit: person.unit,
      sort: person.sort,
      from: leave.from,
      to: leave.to,
    })
    .from(leave)
    .innerJoin(person, eq(person.id, leave.person))
    .where(
      and(
        eq(leave.status, 'approved'),
        gte(leave.to, frame.from),
        lte(leave.from, frame.to),
        isNull(person.left),
      ),
    )
  const holes =
    rows.length === 0
      ? []
      : await tx.db
          .select({ no: recall.no, from: recall.from, to: recall.to })
          .from(recall)
          .where(and(lte(recall.from, frame.to), gte(recall.to, frame.from)))
  return rows.map(row => ({
    ...row,
    stretches: without(
      stretchOf(row),
      holes.filter(({ no }) => no === row.no).map(hole => stretchOf(hole)),
    ),
  }))
}

async function outOfTown(tx: Tx, frame: Stretch) {
  const { away, leave, person } = tx.t
  const rows = await tx.db
    .select({
      id: person.id,
      name: person.name,
      unit: person.unit,
      sort: person.sort,
      from: away.from,
      to: away.to,
    })
    .from(away)
    .innerJoin(person, eq(person.id, away.person))
    // A journey that a leave told of is no longer than it: the leave says who is not there.
    .leftJoin(leave, eq(leave.no, away.no))
    .where(
      and(
        isNull(leave.no),
        eq(away.status, 'reported'),
        gte(away.to, frame.from),
        lte(away.from, frame.to),
        isNull(person.left),
      ),
    )
  return rows.map(row => ({ ...row, stretches: [stretchOf(row)] }))
}

async function offPost(tx: Tx, frame: Stretch) {
  const rows = await offPostBetween(tx, dateOf(frame.from), dateOf(frame.to))
  return rows.map(({ from, back, ...who }) => ({
    ...who,
    stretches: [{ from: halfDay(from, 'a'), to: back ? halfDay(addDays(back, -1), 'p') : frame.to }],
  }))
}

/** Columns hold half-days as text. */
function stretchOf({ from, to }: { from: string; to: string }): Stretch {
  return { from: from as HalfDay, to: to as HalfDay }
}

/** Deeper than any public body; a circle on the roster ends here too. */
const MOST_LEVELS = 12

/** Everybody below somebody: who reports to him, and who reports to those. person ids, without his own. */
export async function peopleUnder(tx: Tx, userid: string): Promise<Set<string>> {
  const { person } = tx.t
  const under = new Set<string>()
  let heads = [userid]
  for (let level = 0; level < MOST_LEVELS && heads.length > 0; level++) {
    const rows = await tx.db
      .select({ id: person.id, userid: person.userid })
      .from(person)
      .where(and(inArray(person.supervisor, heads), isNull(person.left)))
    const fresh = rows.filter(({ id }) => !under.has(id))
    for (const { id } of fresh) under.add(id)
    heads = fresh.map(row => row.userid)
  }
  return under
}

/** Those who report to the same supervisor as somebody, himself left out: the group that shares the work. */
export async function colleaguesOf(
  tx: Tx,
  me: { id: string; supervisor: string | null },
): Promise<Set<string>> {
  if (me.supervisor === null) return new Set()
  const { person } = tx.t
  const rows = await tx.db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.supervisor, me.supervisor), isNull(person.left)))
  return new Set(rows.map(({ id }) => id).filter(id => id !== me.id))
}
