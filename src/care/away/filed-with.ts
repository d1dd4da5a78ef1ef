import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Deciding, Telling } from '../applications/kind.ts'
import { planChain } from '../applications/plan.ts'
import { JOURNEY, noteFiled, stepsOf } from '../applications/steps.ts'
import type { AwayRow } from './store.ts'

/**
 * A journey of its own is filed (备案): as a leave with it would be; where the table names nobody, with all HR. Not with
 * the person himself, nor with his supervisor, who is told more.
 * @param context `person` = whose it is
 */
export async function fileAway(context: Deciding, row: Pick<AwayRow, 'no' | 'from' | 'to'>): Promise<void> {
  const { tx, tools, today, person } = context
  const chain = await planChain(context, person, { kind: 'leave', of: '', halfDays: 1, leavesCity: true })
  const copies = chain?.copies ?? []
  const all = copies.length > 0 ? copies : await tools.directory.withRole(tx, 'hr')
  const to = all.filter(({ id, userid }) => id !== person.id && userid !== person.supervisor)
  const span = formatSpan(row.from, row.to, tools.words(), today)
  await fileWith(context, to, { no: row.no, name: person.name, span }, row.no)
}

/** Tells somebody of a journey, and keeps that he was: what becomes of it is told to him, whoever would be told by then. */
export async function fileWith(
  { tx, now, push }: Telling,
  people: readonly Person[],
  values: { no: string; name: string; span: string },
  key: string,
): Promise<void> {
  for (const to of people) {
    await noteFiled(tx, { no: values.no, person: to.id, at: now })
    await push(to, 'away_filed', { key: `away/${key}`, values })
  }
}

/** Who was told of a journey when it was filed, and is still there. */
export async function filedWith({ tx, tools }: Pick<Telling, 'tx' | 'tools'>, no: string): Promise<Person[]> {
  const told: Person[] = []
  for (const { found, person } of await stepsOf(tx, no)) {
    const one = found === JOURNEY ? await tools.directory.byId(tx, person) : null
    if (one) told.push(one)
  }
  return told
}

/** The journey was taken back: who was told of it learns that. @param context `person` = whose it is */
export async function tellFiledBack(context: Deciding, row: AwayRow): Promise<void> {
  const { tools, today, push, person } = context
  const values = { no: row.no, name: person.name, span: formatSpan(row.from, row.to, tools.words(), today) }
  for (const hr of await filedWith(context, row.no))
    await push(hr, 'away_filed_back', { key: `away/filed_back/${row.no}`, values })
}

/** He was back before the end of it. @param context `person` = whose it is */
export async function tellFiledUntil(context: Deciding, row: AwayRow, back: HalfDay): Promise<void> {
  const { tools, today, push, person } = context
  const words = tools.words()
  const values = {
    no: row.no,
    name: person.name,
    span: formatSpan(row.from, row.to, words, today),
    when: formatHalfDay(back, words, today),
  }
  for (const hr of await filedWith(context, row.no))
    await push(hr, 'away_filed_until', { key: `away/filed_until/${row.no}`, values })
}
