import { and, eq, gte, isNull, lt, ne } from 'drizzle-orm'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Counted, type Counts, countsOf, daysOf, FEWEST } from './counts.ts'
import { REPORT } from './office.ts'
import { type CaseRow, personOfCase } from './store.ts'

/** How many cases a quarter had; null where they were of fewer than five people. */
export interface QuarterCounts {
  readonly total: number | null
  readonly kinds: Counts | null
  readonly outcomes: Counts | null
  readonly times: Counts | null
  readonly units: Counts | null
}

/**
 * Counts of a quarter that is over. They are made once and then stay: a second count after somebody left, was moved or
 * took his words back would differ from the first by him alone.
 * @param quarter `2026Q3`
 */
export async function quarterCounts(tx: Tx, tools: Tools, quarter: string): Promise<QuarterCounts> {
  const { caseQuarter } = tx.t
  const kept = async () =>
    (await tx.db.select().from(caseQuarter).where(eq(caseQuarter.quarter, quarter)))[0]?.counts
  const before = await kept()
  if (before) return before
  const counts = await countNow(tx, tools, quarter)
  await tx.db.insert(caseQuarter).values({ quarter, counts }).onConflictDoNothing()
  // Another process may have been faster: what it kept stands.
  return (await kept()) ?? counts
}

async function countNow(tx: Tx, tools: Tools, quarter: string): Promise<QuarterCounts> {
  const { caseFile } = tx.t
  const { from, before } = daysOf(quarter)
  const rows = await tx.db
    .select()
    .from(caseFile)
    .where(
      and(
        gte(caseFile.day, from),
        lt(caseFile.day, before),
        isNull(caseFile.mergedInto),
        ne(caseFile.kind, REPORT),
      ),
    )
  const cases: { row: CaseRow; by: string; unit: string }[] = []
  for (const row of rows) {
    const by = (await personOfCase(tx, tools, row.id)) ?? ''
    const person = by && row.mode === 'named' ? await tools.directory.byId(tx, by) : null
    cases.push({ row, by, unit: person?.unit ?? NO_UNIT })
  }
  const of = (name: (one: (typeof cases)[number]) => string, never?: ReadonlySet<string>) =>
    countsOf(
      cases.map((one): Counted => ({ name: name(one), by: one.by })),
      never,
    )
  const kinds = of(({ row }) => row.kind)
  return {
    total: kinds === null ? null : cases.length,
    kinds,
    outcomes: of(({ row }) => (row.status === 'closed' ? (row.outcome ?? 'none') : row.status)),
    times: of(({ row }) => (row.reminded === 0 ? 'in_time' : 'late')),
    units: of(({ unit }) => unit, new Set([...(await smallUnits(tx)), NO_UNIT])),
  }
}

/**
 * A 隐名 case is of no unit: whoever reads the others under their names could take those off a unit's count, and what is
 * left would be of a few. Nor is one whose writer has left.
 */
const NO_UNIT = ''

/** Units of fewer than five people. */
async function smallUnits(tx: Tx): Promise<readonly string[]> {
  const { person } = tx.t
  const people = await tx.db.select({ unit: person.unit }).from(person).where(isNull(person.left))
  const units = Map.groupBy(people, ({ unit }) => unit)
  return [...units].filter(([, all]) => all.length < FEWEST).map(([unit]) => unit)
}
