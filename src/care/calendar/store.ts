import { eq, like, sql } from 'drizzle-orm'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Tx } from '../../storage/storage.ts'
import type { HolidayYear, LocalDay } from '../../understanding/calendar/index.ts'

const YEAR = 'calendar.year:'
const DAY = 'calendar.day:'
const VERSION = 'calendar'

const Year = Type.Object({
  papers: Type.Array(Type.String()),
  days: Type.Array(Type.Object({ name: Type.String(), date: Type.String(), off: Type.Boolean() })),
})
const Day = Type.Object({ off: Type.Boolean(), reason: Type.String() })

/** Years and days that somebody put in, with who and when. */
export interface Entered {
  readonly years: readonly (HolidayYear & { author: string | null; at: number })[]
  /** `author`: person.id, or '' for the command line. */
  readonly days: readonly (LocalDay & { at: number })[]
}

/** Everything entered, in order of date. What cannot be read is left out. */
export async function readEntered(tx: Tx): Promise<Entered> {
  const { setting } = tx.t
  const rows = await tx.db.select().from(setting).where(like(setting.key, 'calendar.%')).orderBy(setting.key)
  return {
    years: rows.flatMap(({ key, value, author, at }) =>
      key.startsWith(YEAR) && Value.Check(Year, value)
        ? [{ year: Number(key.slice(YEAR.length)), ...value, author, at }]
        : [],
    ),
    days: rows.flatMap(({ key, value, author, at }) =>
      key.startsWith(DAY) && Value.Check(Day, value)
        ? [{ date: key.slice(DAY.length), ...value, author: author ?? '', at }]
        : [],
    ),
  }
}

/** @param author person.id, or null for the command line */
export async function putYear(
  tx: Tx,
  { year, papers, days }: HolidayYear,
  author: string | null,
  now: number,
): Promise<void> {
  await put(tx, `${YEAR}${year}`, { papers, days }, author, now)
}

/** @param author person.id, or null for the command line */
export async function putDay(
  tx: Tx,
  { date, off, reason }: Omit<LocalDay, 'author'>,
  author: string | null,
  now: number,
): Promise<void> {
  await put(tx, `${DAY}${date}`, { off, reason }, author, now)
}

/** @returns whether there was one */
export function dropYear(tx: Tx, year: number): Promise<boolean> {
  return drop(tx, `${YEAR}${year}`)
}

/** @returns whether there was one */
export function dropDay(tx: Tx, date: string): Promise<boolean> {
  return drop(tx, `${DAY}${date}`)
}

/** A number that changes with every entry: a running program sees by it that its calendar is old. */
export async function calendarVersion(tx: Tx): Promise<number> {
  const [row] = await tx.db.select().from(tx.t.counter).where(eq(tx.t.counter.key, VERSION))
  return row?.value ?? 0
}

async function put(tx: Tx, key: string, value: object, author: string | null, now: number): Promise<void> {
  const row = { value, author, at: now }
  await tx.db
    .insert(tx.t.setting)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: tx.t.setting.key, set: row })
  await changed(tx)
}

async function drop(tx: Tx, key: string): Promise<boolean> {
  const { setting } = tx.t
  const gone = await tx.db.delete(setting).where(eq(setting.key, key)).returning({ key: setting.key })
  if (gone.length > 0) await changed(tx)
  return gone.length > 0
}

async function changed(tx: Tx): Promise<void> {
  const { counter } = tx.t
  await tx.db
    .insert(counter)
    .values({ key: VERSION, value: 1 })
    .onConflictDoUpdate({ target: counter.key, set: { value: sql`${counter.value} + 1` } })
}
