import { and, asc, eq, gte, inArray, isNull, like, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { addDays } from '../../kernel/half-day.ts'
import { statement, type Tx } from '../../storage/storage.ts'
import { mayOverlap, type WorkKind } from './rules.ts'

/** Several people or days at once: `JD-20261123-0001`. */
export const LIST = 'JD'

export interface OvertimeRow {
  no: string
  person: string
  date: string
  /** Outside the legal hours. */
  minutes: number
  kind: WorkKind
  status: 'pending' | 'planned' | 'approved' | 'refused' | 'withdrawn'
  /** `HH:MM-HH:MM`; null where it was not said. */
  clock: string | null
  /** Minutes that make comp-days. */
  counted: number
  subsidy: boolean
  source: 'self' | 'supervisor' | 'office'
  /** Reported before it was worked, and its hours were not confirmed since. */
  ahead: boolean
  /** Minutes agreed to beforehand, from when its real hours were said; null where nothing was planned. */
  agreed: number | null
  late: boolean
  list: string | null
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
      clock: p('clock'),
      counted: p('counted'),
      subsidy: p('subsidy'),
      source: p('source'),
      ahead: p('ahead'),
      agreed: p('agreed'),
      late: p('late'),
      list: p('list'),
    }),
)

/** Open or confirmed: it stands in the way of another record of the same hours. */
const ALIVE = ['pending', 'planned', 'approved'] as const

export async function insertOvertime(tx: Tx, row: OvertimeRow): Promise<void> {
  await tx.write(insert, { ...row })
}

export async function findOvertime(tx: Tx, no: string): Promise<OvertimeRow | null> {
  const [row] = await tx.db.select().from(tx.t.overtime).where(eq(tx.t.overtime.no, no))
  return row ? (row as OvertimeRow) : null
}

/**
 * The number of a record of somebody, still open or confirmed, for hours that may be the same; null = there is none.
 * Work over midnight is recorded under the day it began, so the days beside count too.
 */
export async function sameHours(
  tx: Tx,
  { person, date, clock }: Pick<OvertimeRow, 'person' | 'date' | 'clock'>,
): Promise<string | null> {
  const { overtime } = tx.t
  const rows = await tx.db
    .select({ no: overtime.no, date: overtime.date, clock: overtime.clock })
    .from(overtime)
    .where(
      and(
        eq(overtime.person, person),
        inArray(
          overtime.date,
          [-1, 0, 1].map(days => addDays(date, days)),
        ),
        inArray(overtime.status, [...ALIVE]),
      ),
    )
  return rows.find(row => mayOverlap(row, { date, clock }))?.no ?? null
}

export async function setOvertime(
  tx: Tx,
  no: string,
  to: Partial<Pick<OvertimeRow, 'status' | 'minutes' | 'counted' | 'subsidy' | 'clock' | 'ahead' | 'agreed'>>,
): Promise<void> {
  await tx.db.update(tx.t.overtime).set(to).where(eq(tx.t.overtime.no, no))
}

/** Minutes of all confirmed records of somebody that make comp-days. */
export async function approvedMinutes(tx: Tx, person: string): Promise<number> {
  const { overtime } = tx.t
  const [row] = await tx.db
    .select({ sum: sql<number>`coalesce(sum(${overtime.counted}), 0)`.mapWith(Number) })
    .from(overtime)
    .where(and(eq(overtime.person, person), eq(overtime.status, 'approved')))
  return row?.sum ?? 0
}

/** Half-days that somebody's records have granted, less what was taken back with a record. */
export async function grantedSoFar(tx: Tx, person: string): Promise<number> {
  const { ledger } = tx.t
  const ofRecords = and(inArray(ledger.cause, ['overtime', 'reversal']), like(ledger.ref, 'JB-%'))
  const [row] = await tx.db
    .select({ sum: sql<number>`coalesce(sum(${ledger.halfDays}), 0)`.mapWith(Number) })
    .from(ledger)
    .where(and(eq(ledger.person, person), eq(ledger.account, 'comp'), ofRecords))
  return row?.sum ?? 0
}

/** How often something was written for a record of somebody. */
export async function timesWritten(tx: Tx, person: string, no: string): Promise<number> {
  const { ledger } = tx.t
  const about = or(eq(ledger.ref, no), like(ledger.ref, `${no}/%`))
  const rows = await tx.db
    .selectDistinct({ ref: ledger.ref })
    .from(ledger)
    .where(and(eq(ledger.person, person), about))
  return rows.length
}

/** Half-days that each of the records has granted, by its number, less what was taken back of it. */
export async function grantedByEach(tx: Tx, numbers: readonly string[]): Promise<Map<string, number>> {
  const { ledger } = tx.t
  const found = new Map<string, number>()
  for (let i = 0; i < numbers.length; i += AT_ONCE) {
    const some = inArray(ledger.grant, numbers.slice(i, i + AT_ONCE))
    const rows = await tx.db
      .select({ no: ledger.grant, sum: sql<number>`sum(${ledger.halfDays})`.mapWith(Number) })
      .from(ledger)
      .where(and(some, inArray(ledger.cause, ['overtime', 'reversal']), like(ledger.ref, 'JB-%')))
      .groupBy(ledger.grant)
    for (const { no, sum } of rows) if (no !== null) found.set(no, sum)
  }
  return found
}

/** Numbers in one statement. */
const AT_ONCE = 500

/** A record with whom it is of. */
export interface Listed extends OvertimeRow {
  userid: string
  name: string
  unit: string
}

/** Which records are listed: of a span of dates, of one person, of somebody's reports, or of a unit. */
export interface Which {
  readonly from: string
  readonly to: string
  readonly person?: string
  /** userid of whose reports. */
  readonly supervisor?: string
  readonly unit?: string
}

/** Records that were not refused or taken back, people in the roster's order, days ascending. */
export async function listOvertime(tx: Tx, which: Which): Promise<Listed[]> {
  const { overtime, person } = tx.t
  const about: (SQL | undefined)[] = [
    gte(overtime.date, which.from),
    lte(overtime.date, which.to),
    inArray(overtime.status, [...ALIVE]),
    which.person === undefined ? undefined : eq(overtime.person, which.person),
    which.supervisor === undefined
      ? undefined
      : and(eq(person.supervisor, which.supervisor), isNull(person.left)),
    which.unit === undefined ? undefined : eq(person.unit, which.unit),
  ]
  const rows = await tx.db
    .select({ row: overtime, userid: person.userid, name: person.name, unit: person.unit })
    .from(overtime)
    .innerJoin(person, eq(person.id, overtime.person))
    .where(and(...about))
    .orderBy(asc(person.sort), asc(person.userid), asc(overtime.date), asc(overtime.no))
    .limit(MOST)
  return rows.map(({ row, ...who }) => ({ ...(row as OvertimeRow), ...who }))
}

/** Rows of one list. */
const MOST = 5_000

/** Records of somebody that were agreed to beforehand and whose hours are still to be confirmed. */
export async function plannedOf(tx: Tx, person: string, until: string): Promise<OvertimeRow[]> {
  const { overtime } = tx.t
  const rows = await tx.db
    .select()
    .from(overtime)
    .where(and(eq(overtime.person, person), eq(overtime.status, 'planned'), lte(overtime.date, until)))
    .orderBy(asc(overtime.date))
  return rows as OvertimeRow[]
}

/** userids of who reports to somebody. */
export async function reportsOf(tx: Tx, userid: string): Promise<Set<string>> {
  const { person } = tx.t
  const rows = await tx.db
    .select({ userid: person.userid })
    .from(person)
    .where(and(eq(person.supervisor, userid), isNull(person.left), ne(person.userid, userid)))
  return new Set(rows.map(row => row.userid))
}
