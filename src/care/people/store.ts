import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Person } from '../../kernel/person.ts'
import { statement, type Tx } from '../../storage/storage.ts'

type Row = Tx['t']['person']['$inferSelect']

const p = sql.placeholder

const byUserid = statement<{ userid: string }>()('person.byUserid', (db, t) =>
  db
    .select()
    .from(t.person)
    .where(and(eq(t.person.userid, p('userid')), isNull(t.person.left))),
)

const byId = statement<{ id: string }>()('person.byId', (db, t) =>
  db
    .select()
    .from(t.person)
    .where(and(eq(t.person.id, p('id')), isNull(t.person.left))),
)

const supervised = statement<{ userid: string }>()('person.supervised', (db, t) =>
  db
    .select({ id: t.person.id })
    .from(t.person)
    .where(and(eq(t.person.supervisor, p('userid')), isNull(t.person.left)))
    .limit(1),
)

/** What a roster says of somebody beside his name and unit, where nothing of it is known. */
export const NOTHING_KNOWN = {
  unitType: null,
  staffType: null,
  post: null,
  rank: null,
  supervisor: null,
  workStart: null,
  birthDate: null,
  sex: null,
  mobile: null,
} as const

/** Everybody on the roster, in the order people are always named in. */
export async function allPeople(tx: Tx): Promise<Person[]> {
  const { person } = tx.t
  const rows = await tx.db
    .select()
    .from(person)
    .where(isNull(person.left))
    .orderBy(asc(person.sort), asc(person.userid))
  const supervisors = new Set(rows.map(r => r.supervisor))
  return rows.map(row => personOf(row, supervisors.has(row.userid)))
}

export async function findByUserid(tx: Tx, userid: string): Promise<Person | null> {
  const [row] = await tx.run(byUserid, { userid })
  return row ? personOf(row, await supervises(tx, row.userid)) : null
}

export async function findById(tx: Tx, id: string): Promise<Person | null> {
  const [row] = await tx.run(byId, { id })
  return row ? personOf(row, await supervises(tx, row.userid)) : null
}

/** What somebody is called, also when he has left the roster: a request of his does not become nobody's. */
export async function whoever(tx: Tx, id: string): Promise<{ name: string; unit: string; left: boolean }> {
  const { person } = tx.t
  const [row] = await tx.db
    .select({ name: person.name, unit: person.unit, left: person.left })
    .from(person)
    .where(eq(person.id, id))
  return { name: row?.name ?? '', unit: row?.unit ?? '', left: row?.left != null }
}

async function supervises(tx: Tx, userid: string): Promise<boolean> {
  return (await tx.run(supervised, { userid })).length > 0
}

/** Whether anybody on the roster can sign in as administrator. */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  const { account, person } = tx.t
  const rows = await tx.db
    .select({ roles: person.roles })
    .from(account)
    .innerJoin(person, eq(person.id, account.person))
    .where(isNull(person.left))
  return rows.some(row => row.roles.includes('admin'))
}

const VERSION = 'roster'

/** A number that changes with the roster: other processes, and the running one, see by it that theirs is old. */
export async function rosterVersion(tx: Tx): Promise<number> {
  const [row] = await tx.db.select().from(tx.t.counter).where(eq(tx.t.counter.key, VERSION))
  return row?.value ?? 0
}

/** Called in the transaction of every change of the roster. */
export async function rosterChanged(tx: Tx): Promise<void> {
  const { counter } = tx.t
  await tx.db
    .insert(counter)
    .values({ key: VERSION, value: 1 })
    .onConflictDoUpdate({ target: counter.key, set: { value: sql`${counter.value} + 1` } })
}

function personOf({ roles, left: _left, sample: _sample, ...row }: Row, supervises: boolean): Person {
  return { ...row, roles: ['staff', ...(supervises ? ['supervisor'] : []), ...roles] }
}
