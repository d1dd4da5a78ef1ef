import { inArray } from 'drizzle-orm'
import type { Calendar } from '../../kernel/calendar.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Tx } from '../../storage/storage.ts'
import { without } from '../away/rules.ts'
import { type Counting, chargeByYear, countHalfDays, type Stretch } from './rules.ts'
import { aliveLeave, type LeaveRow } from './store.ts'

/** A leave with what extends it (续假): to whoever takes it they are one, though each has its own number and days. */
export interface Chain {
  readonly root: LeaveRow
  /** The root and its approved extensions, oldest first; each begins where the one before ends. */
  readonly parts: readonly LeaveRow[]
  /** An extension that waits to be decided; at most one does. */
  readonly waiting: LeaveRow | null
  /** The last half-day of it all. */
  readonly end: HalfDay
}

/** Somebody's approved leave, each with its extensions, by number. */
export async function chainsOf(tx: Tx, person: string, today: string): Promise<Chain[]> {
  const alive = await aliveLeave(tx, person, today)
  return alive
    .filter(row => row.status === 'approved' && row.extends === null)
    .map(root => {
      const further = alive
        .filter(row => row.extends === root.no)
        .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      const parts = [root, ...further.filter(row => row.status === 'approved')]
      return {
        root,
        parts,
        waiting: further.find(row => row.status === 'pending') ?? null,
        end: parts.at(-1)?.to ?? root.to,
      }
    })
}

/** The leave of a number, or the one that this number extends; null where it is not an approved one of his. */
export async function chainOf(tx: Tx, person: string, no: string, today: string): Promise<Chain | null> {
  const chains = await chainsOf(tx, person, today)
  return chains.find(({ parts }) => parts.some(part => part.no === no)) ?? null
}

/** Days of leave for which somebody was called back to work, by the leave's number. */
export async function recalledDays(
  tx: Tx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly Stretch[]>> {
  if (numbers.length === 0) return new Map()
  const { recall } = tx.t
  const rows = await tx.db
    .select({ no: recall.no, from: recall.from, to: recall.to })
    .from(recall)
    .where(inArray(recall.no, [...numbers]))
  const found = new Map<string, Stretch[]>()
  for (const { no, from, to } of rows)
    found.set(no, [...(found.get(no) ?? []), { from: from as HalfDay, to: to as HalfDay }])
  return found
}

/** Half-days that a stretch takes where some of them were worked. */
export function countWithout(
  calendar: Calendar,
  counting: Counting,
  stretch: Stretch,
  holes: readonly Stretch[],
): number {
  return without(stretch, holes).reduce((sum, part) => sum + countHalfDays(calendar, counting, part), 0)
}

/** The same by the year of each day. */
export function chargeWithout(
  calendar: Calendar,
  counting: Counting,
  stretch: Stretch,
  holes: readonly Stretch[],
): Map<number, number> {
  const years = new Map<number, number>()
  for (const part of without(stretch, holes))
    for (const [year, halfDays] of chargeByYear(calendar, part, counting))
      years.set(year, (years.get(year) ?? 0) + halfDays)
  return years
}
