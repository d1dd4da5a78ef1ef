import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import type { HalfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Deciding } from '../applications/kind.ts'
import { planChain } from '../applications/plan.ts'
import type { AwayRow } from './store.ts'

/**
 * With whom leaving the city is filed (备案): as a leave with it would be; where the table names nobody, all HR. Not
 * the person himself, nor his supervisor, who is told more.
 */
export async function filedWith(context: Pick<Deciding, 'tx' | 'tools' | 'person'>): Promise<Person[]> {
  const { tx, tools, person } = context
  const chain = await planChain(context, person, { kind: 'leave', of: '', halfDays: 1, leavesCity: true })
  const copies = chain?.copies ?? []
  const all = copies.length > 0 ? copies : await tools.directory.withRole(tx, 'hr')
  return all.filter(({ id, userid }) => id !== person.id && userid !== person.supervisor)
}

/** The journey was taken back: who was told of it learns that. @param context `person` = whose it is */
export async function tellFiledBack(context: Deciding, row: AwayRow): Promise<void> {
  const { tools, today, push, person } = context
  const values = { no: row.no, name: person.name, span: formatSpan(row.from, row.to, tools.words(), today) }
  for (const hr of await filedWith(context))
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
  for (const hr of await filedWith(context))
    await push(hr, 'away_filed_until', { key: `away/filed_until/${row.no}`, values })
}
