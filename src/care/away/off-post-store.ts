import { and, asc, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { statement, type Tx } from '../../storage/storage.ts'

/** One stretch of 离岗休养. All days are dates, `2026-11-24`. */
export interface OffPost {
  readonly id: string
  /** person.id */
  readonly person: string
  readonly from: string
  /** By when the doctors look again. */
  readonly review: string
  /** The first day back at work; null until HR has agreed to it. */
  readonly back: string | null
  readonly ground: Uint8Array | null
}

const p = sql.placeholder

const last = statement<{ person: string }>()('offPost.last', (db, t) =>
  db
    .select()
    .from(t.offPost)
    .where(eq(t.offPost.person, p('person')))
    .orderBy(desc(t.offPost.from))
    .limit(1),
)

const touching = statement<{ person: string; first: string; last: string }>()('offPost.touching', (db, t) =>
  db
    .select({ id: t.offPost.id })
    .from(t.offPost)
    .where(
      and(
        eq(t.offPost.person, p('person')),
        lte(t.offPost.from, p('last')),
        or(isNull(t.offPost.back), gt(t.offPost.back, p('first'))),
      ),
    )
    .limit(1),
)

export async function insertOffPost(
  tx: Tx,
  row: Omit<OffPost, 'back'>,
  by: { author: string; now: number },
): Promise<void> {
  await tx.db
    .insert(tx.t.offPost)
    .values({ ...row, back: null, author: by.author, returner: null, at: by.now })
}

export async function offPostById(tx: Tx, id: string): Promise<OffPost | null> {
  const [row] = await tx.db.select().from(tx.t.offPost).where(eq(tx.t.offPost.id, id))
  return row ?? null
}

/** The stretch somebody is in or was in last; null where there never was one. An open one is always the last. */
export async function lastOffPost(tx: Tx, person: string): Promise<OffPost | null> {
  const [row] = await tx.run(last, { person })
  return row ?? null
}

/** Of everybody on the roster who has not been given back to work, with who and where, in the roster's order. */
export async function openOffPost(
  tx: Tx,
): Promise<(OffPost & { userid: string; name: string; unit: string })[]> {
  const { offPost, person } = tx.t
  const rows = await tx.db
    .select({ row: offPost, userid: person.userid, name: person.name, unit: person.unit })
    .from(offPost)
    .innerJoin(person, eq(person.id, offPost.person))
    .where(and(isNull(offPost.back), isNull(person.left)))
    .orderBy(asc(person.sort))
  return rows.map(({ row, ...who }) => ({ ...row, ...who }))
}

/** Stretches that touch the days from one date to another, both included, with who. */
export async function offPostBetween(tx: Tx, first: string, last: string) {
  const { offPost, person } = tx.t
  return tx.db
    .select({
      id: person.id,
      name: person.name,
      unit: person.unit,
      sort: person.sort,
      from: offPost.from,
      back: offPost.back,
    })
    .from(offPost)
    .innerJoin(person, eq(person.id, offPost.person))
    .where(
      and(lte(offPost.from, last), or(isNull(offPost.back), gt(offPost.back, first)), isNull(person.left)),
    )
}

/** person.ids of those who are off post on a day. */
export async function offPostOn(tx: Tx, day: string): Promise<ReadonlySet<string>> {
  const rows = await offPostBetween(tx, day, day)
  return new Set(rows.map(({ id }) => id))
}

/** Whether somebody is off post on a day, or on any from one to another, both included. */
export async function isOffPost(tx: Tx, person: string, first: string, last = first): Promise<boolean> {
  const rows = await tx.run(touching, { person, first, last })
  return rows.length > 0
}

/** @returns false where it was ended meanwhile */
export async function changeOpen(
  tx: Tx,
  id: string,
  to: { review: string; ground?: Uint8Array } | { back: string; returner: string; ground: null },
): Promise<boolean> {
  const { offPost } = tx.t
  const rows = await tx.db
    .update(offPost)
    .set(to)
    .where(and(eq(offPost.id, id), isNull(offPost.back)))
    .returning({ id: offPost.id })
  return rows.length > 0
}
