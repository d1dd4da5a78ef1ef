import type { Person } from '../../kernel/person.ts'
import type { Deciding } from '../applications/kind.ts'
import { formOf } from '../applications/store.ts'
import { recalledDays } from './chain.ts'
import type { LeaveForm } from './form.ts'
import { LEAVE } from './policy.ts'
import { annualExclusion, completedYears, type Stretch, type YearEvent } from './rules.ts'
import { aliveLeave, type LeaveRow } from './store.ts'
import { type Agreed, yearEvents } from './year-events.ts'

/**
 * HR is told when an approved 病假 or 事假 brings a year to where annual leave may fall away (条例 art. 4): whether pay
 * was deducted, and what follows, is for HR to say. Told once, when the line is crossed: a number, no name and no kind.
 */
export async function watchExclusion(
  context: Deciding,
  person: Person,
  leave: LeaveRow,
  form: LeaveForm,
): Promise<void> {
  const { tools, tx, push } = context
  const held = await aliveLeave(tx, person.id, context.today)
  for (const year of await excludedBy(context, person, leave.no, form, held))
    for (const hr of await tools.directory.withRole(tx, 'hr'))
      if (hr.id !== person.id)
        await push(hr, 'annual_excluded', {
          key: `excluded/${leave.no}/${year}`,
          values: { no: leave.no, year },
        })
}

/**
 * The years that a leave brings to that line, of which none was there before it.
 * @param no its number; '' = it is not handed in yet
 * @param held all leave of his that is alive
 */
export async function excludedBy(
  context: Pick<Deciding, 'tx' | 'tools' | 'today'>,
  person: Person,
  no: string,
  form: Pick<LeaveForm, 'kind' | 'from' | 'to'>,
  held: readonly LeaveRow[],
): Promise<number[]> {
  if (form.kind !== 'sick' && form.kind !== 'personal') return []
  const { tx, tools } = context
  const years = [...new Set([Number(form.from.slice(0, 4)), Number(form.to.slice(0, 4))])]
  const others = held.filter(
    row =>
      row.account === 'none' &&
      row.status === 'approved' &&
      row.no !== no &&
      years.some(year => isOfYear(row, year)),
  )
  const worked = await recalledDays(
    tx,
    others.map(row => row.no),
  )
  const earlier: Agreed[] = []
  for (const row of others) {
    const { kind } = (await formOf<LeaveForm>(context, row.no)) ?? {}
    if (kind === form.kind)
      earlier.push({ kind, from: row.from, to: row.to, worked: worked.get(row.no) ?? [] })
  }
  const events = (leave: readonly Agreed[], year: number) =>
    yearEvents(tools.policy(LEAVE).exclusions, tools.calendar, leave, year)
  return years.filter(year => {
    const now = events([...earlier, { ...form, worked: [] }], year)
    return excludes(context, person, now, year) && !excludes(context, person, events(earlier, year), year)
  })
}

function isOfYear({ from, to }: Stretch, year: number): boolean {
  return Number(from.slice(0, 4)) <= year && year <= Number(to.slice(0, 4))
}

function excludes(
  { tools }: Pick<Deciding, 'tools'>,
  person: Person,
  events: readonly YearEvent[],
  year: number,
): boolean {
  const workYears = person.workStart === null ? 0 : completedYears(person.workStart, `${year}-12-31`)
  const about = { entitled: 1, taken: 0, workYears, events }
  return annualExclusion(tools.policy(LEAVE).exclusions, about).cause !== null
}
