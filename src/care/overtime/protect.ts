import { inArray, like } from 'drizzle-orm'
import { isDate } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { removeSetting, writeSetting } from '../../runtime/settings.ts'
import type { Tx } from '../../storage/storage.ts'
import type { OvertimeRow } from './store.ts'
import { recordWords } from './words.ts'

/** The row that says until when somebody must not be asked to work overtime, by person.id. */
const KEY = 'no_overtime:'

/**
 * The last day, itself included, until which each of some people must not be asked to work overtime, where that is not
 * before `date`: from the seventh month of pregnancy and while nursing a child of less than a year
 * (女职工劳动保护特别规定 art. 6, 9). HR notes the day and not the cause, which is nobody else's business.
 * @param people person.id
 */
export async function protectedAmong(
  tx: Tx,
  people: readonly string[],
  date: string,
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const { setting } = tx.t
  const keys = people.map(id => KEY + id)
  const rows = await tx.db.select().from(setting).where(inArray(setting.key, keys))
  return untilBy(rows, date)
}

/** The same of everybody. */
export async function protectedPeople(tx: Tx, date: string): Promise<ReadonlyMap<string, string>> {
  const { setting } = tx.t
  return untilBy(
    await tx.db
      .select()
      .from(setting)
      .where(like(setting.key, `${KEY}%`)),
    date,
  )
}

function untilBy(rows: readonly { key: string; value: unknown }[], date: string): Map<string, string> {
  return new Map(
    rows.flatMap(({ key, value }) =>
      typeof value === 'string' && isDate(value) && value >= date
        ? [[key.slice(KEY.length), value] as const]
        : [],
    ),
  )
}

/** Notes it, or takes the note away. @param until the last day; null = may be asked again */
export async function protect(
  tx: Tx,
  person: string,
  until: string | null,
  by: { author: string; now: number },
): Promise<void> {
  if (until === null) await removeSetting(tx, KEY + person)
  else await writeSetting(tx, KEY + person, until, by.author, by.now)
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
  if (!(await protectedAmong(tx, [person.id], row.date)).has(person.id)) return
  for (const hr of await tools.directory.withRole(tx, 'hr'))
    if (hr.id !== person.id)
      await push(hr, 'overtime_protected', {
        key: `protected/${row.no}`,
        values: { ...recordWords(tools, row, today), name: person.name },
      })
}
