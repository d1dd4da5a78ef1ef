import { eq, inArray, like } from 'drizzle-orm'
import { instantOf } from '../../kernel/clock.ts'
import { addDays, isDate } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { EffectContext, JobContext, Tools } from '../../runtime/context.ts'
import { schedule } from '../../runtime/timers.ts'
import type { OvertimeRow } from './store.ts'
import { recordWords } from './words.ts'

type Reader = Pick<EffectContext, 'tx'> & { readonly tools: Pick<Tools, 'vault'> }

/**
 * The last day, itself included, until which each of some people must not be asked to work overtime, where that is not
 * before `date`: from the seventh month of pregnancy and while nursing a child of less than a year
 * (女职工劳动保护特别规定 art. 6, 9). HR notes the day and not the cause, which is nobody else's business; the day itself
 * tells of her health, and is sealed.
 * @param people person.id
 */
export async function protectedAmong(
  reader: Reader,
  people: readonly string[],
  date: string,
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const { overtimeProtection } = reader.tx.t
  const rows = await reader.tx.db
    .select()
    .from(overtimeProtection)
    .where(inArray(overtimeProtection.person, [...people]))
  return untilBy(reader, rows, date)
}

/** The same of everybody. */
export async function protectedPeople(reader: Reader, date: string): Promise<ReadonlyMap<string, string>> {
  return untilBy(reader, await reader.tx.db.select().from(reader.tx.t.overtimeProtection), date)
}

async function untilBy(
  { tx, tools }: Reader,
  rows: readonly { person: string; until: Uint8Array }[],
  date: string,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { person, until } of rows) {
    const day = await tools.vault.openText(tx, placeOf(person), until)
    if (day >= date) found.set(person, day)
  }
  return found
}

/** Notes it, or takes the note away. @param until the last day; null = may be asked again */
export async function protect(
  { tx, tools }: Reader,
  person: string,
  until: string | null,
  by: { author: string; now: number },
): Promise<void> {
  const { overtimeProtection } = tx.t
  await tx.db.delete(overtimeProtection).where(eq(overtimeProtection.person, person))
  if (until === null) return
  const sealed = await tools.vault.seal(tx, person, placeOf(person), until)
  await tx.db.insert(overtimeProtection).values({ person, until: sealed, author: by.author, at: by.now })
}

const placeOf = (person: string) => `overtime_protection.until:${person}` as const

/** Keeps no note longer than it holds; begins at every start, and again each day. */
export const KEEP_PROTECTED = 'overtime.keep_protected'

export const protectJobs = {
  /** Deletes what is over (个人信息保护法 art. 19), and seals what an earlier version of the program had left open. */
  async [KEEP_PROTECTED](context: JobContext): Promise<void> {
    const { tx, tools, today } = context
    await sealOlder(context)
    const { overtimeProtection } = tx.t
    const rows = await tx.db.select().from(overtimeProtection)
    const good = await untilBy(context, rows, today)
    const over = rows.filter(({ person }) => !good.has(person)).map(({ person }) => person)
    if (over.length > 0)
      await tx.db.delete(overtimeProtection).where(inArray(overtimeProtection.person, over))
    await schedule(tx, KEEP_PROTECTED, '', instantOf(`${addDays(today, 1)}T00:00`, tools.zone))
  },
}

/** Before it had a table of its own it stood among the settings, in plain. */
const OLDER = 'no_overtime:'

async function sealOlder({ tx, tools, now }: JobContext): Promise<void> {
  const { setting } = tx.t
  const rows = await tx.db
    .select()
    .from(setting)
    .where(like(setting.key, `${OLDER}%`))
  for (const { key, value, author, at } of rows) {
    const person = key.slice(OLDER.length)
    if (typeof value === 'string' && isDate(value))
      await protect({ tx, tools }, person, value, { author: author ?? person, now: at ?? now })
    await tx.db.delete(setting).where(eq(setting.key, key))
  }
}

/**
 * Overtime that was worked although it must not have been asked for: the hours are hers and are recorded, and HR learns
 * that it happened.
 */
export async function tellProtected(
  { tx, tools, today, push }: Pick<EffectContext, 'tx' | 'tools' | 'today' | 'push'>,
  person: Person,
  row: OvertimeRow,
): Promise<void> {
  if (!(await protectedAmong({ tx, tools }, [person.id], row.date)).has(person.id)) return
  for (const hr of await tools.directory.withRole(tx, 'hr'))
    if (hr.id !== person.id)
      await push(hr, 'overtime_protected', {
        key: `protected/${row.no}`,
        values: { ...recordWords(tools, row, today), name: person.name },
      })
}
