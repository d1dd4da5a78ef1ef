import { and, desc, eq, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { type Db, statement, type Tx } from '../../storage/storage.ts'

/** Who decides instead of somebody who is away. Without dates: whenever he is on leave. */
export interface Delegation {
  id: string
  person: string
  deputy: string
  from: string | null
  to: string | null
  created: number
  ended: number | null
}

export type Moment = Pick<CareContext, 'tx' | 'tools' | 'today'>

/**
 * Who decides today in place of somebody; null where he does it himself. A deputy's own deputy is not asked: who was
 * entrusted does not entrust on.
 */
export async function deputyOf({ tx, tools, today }: Moment, approver: Person): Promise<Person | null> {
  const delegation = await holding(tx, approver.id, today)
  return delegation && tools.directory.byId(tx, delegation.deputy)
}

/** For whom somebody stands in today: person.id. */
export async function standsInFor(
  { tx, today }: Pick<Moment, 'tx' | 'today'>,
  deputy: string,
): Promise<string[]> {
  const { delegation } = tx.t
  const named = await tx.db
    .select({ person: delegation.person })
    .from(delegation)
    .where(and(eq(delegation.deputy, deputy), isNull(delegation.ended)))
  const absent: string[] = []
  for (const { person } of named)
    if (!absent.includes(person) && (await holding(tx, person, today))?.deputy === deputy) absent.push(person)
  return absent
}

const byPerson = statement<{ person: string }>()('delegation.byPerson', (db, t) =>
  standing(db, t, eq(t.delegation.person, sql.placeholder('person'))),
)

/** What somebody has arranged and not taken back, as far as it is not over; the newest first. */
export async function arrangedBy(tx: Tx, person: string, today: string): Promise<Delegation[]> {
  return notOver(await tx.run(byPerson, { person }), today)
}

/** The same of what somebody has arranged, or is the deputy of. */
export async function arrangedWith(tx: Tx, person: string, today: string): Promise<Delegation[]> {
  const { delegation } = tx.t
  const whose = or(eq(delegation.person, person), eq(delegation.deputy, person))
  return notOver(await standing(tx.db, tx.t, whose), today)
}

/** The same of everybody. */
export async function arrangedByAll(tx: Tx, today: string): Promise<Delegation[]> {
  return notOver(await standing(tx.db, tx.t), today)
}

function standing(db: Db, { delegation }: Tx['t'], whose?: SQL) {
  return db
    .select()
    .from(delegation)
    .where(and(whose, isNull(delegation.ended)))
    .orderBy(desc(delegation.created))
}

function notOver(rows: readonly Delegation[], today: string): Delegation[] {
  return rows.filter(row => row.to === null || row.to >= today)
}

/** What holds on a day: dates that were named before “whenever I am on leave”. */
async function holding(tx: Tx, person: string, today: string): Promise<Delegation | null> {
  const arranged = await arrangedBy(tx, person, today)
  const named = arranged.find(row => row.from !== null && row.from <= today)
  if (named) return named
  const onLeave = arranged.find(row => row.from === null)
  return onLeave && (await isOnLeave(tx, person, today)) ? onLeave : null
}

async function isOnLeave(tx: Tx, person: string, today: string): Promise<boolean> {
  const { leave } = tx.t
  const [row] = await tx.db
    .select({ no: leave.no })
    .from(leave)
    .where(
      and(
        eq(leave.person, person),
        eq(leave.status, 'approved'),
        lte(leave.from, halfDay(today, 'p')),
        gte(leave.to, halfDay(today, 'a')),
        isNull(leave.back),
      ),
    )
    .limit(1)
  return row !== undefined
}
