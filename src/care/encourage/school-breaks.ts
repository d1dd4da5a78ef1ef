import { eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { addDays } from '../../kernel/half-day.ts'
import type { Tools } from '../../runtime/context.ts'
import { writeSetting } from '../../runtime/settings.ts'
import type { Tx } from '../../storage/storage.ts'
import { ENCOURAGE } from './policy.ts'
import { SchoolBreak } from './rules.ts'

const KEY = 'leave.school_breaks'
const Breaks = Type.Array(SchoolBreak)

/** The breaks that were entered, else those of `flows/policy/encourage.yaml`, in order of date. */
export async function readBreaks(tx: Tx, tools: Pick<Tools, 'policy'>): Promise<SchoolBreak[]> {
  const [row] = await tx.db.select().from(tx.t.setting).where(eq(tx.t.setting.key, KEY))
  const entered = row && Value.Check(Breaks, row.value) ? row.value : null
  return (entered ?? tools.policy(ENCOURAGE).school_breaks).toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** @param author person.id */
export async function writeBreaks(
  tx: Tx,
  breaks: readonly SchoolBreak[],
  author: string,
  now: number,
): Promise<SchoolBreak[]> {
  const sorted = breaks.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  await writeSetting(tx, KEY, sorted, author, now)
  return sorted
}

/** The first break that begins within so many days, or is going on. */
export function comingBreak(
  breaks: readonly SchoolBreak[],
  today: string,
  daysAhead: number,
): SchoolBreak | null {
  return breaks.find(({ from, to }) => to > today && from <= addDays(today, daysAhead)) ?? null
}
