import { dateOf } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Deciding } from '../applications/kind.ts'
import { formOf } from '../applications/store.ts'
import type { LeaveForm } from './form.ts'
import { LEAVE } from './policy.ts'
import { annualExclusion, chargeByYear, completedYears, sickDays, type YearEvent } from './rules.ts'
import { aliveLeave, type LeaveRow } from './store.ts'

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
  for (const year of await excludedBy(context, person, leave.no, form))
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
 */
export async function excludedBy(
  context: Pick<Deciding, 'tx' | 'tools' | 'today'>,
  person: Person,
  no: string,
  form: Pick<LeaveForm, 'kind' | 'from' | 'to'>,
): Promise<number[]> {
  if (form.kind !== 'sick' && form.kind !== 'personal') return []
  const { tx, today } = context
  const earlier: Pick<LeaveForm, 'kind' | 'from' | 'to'>[] = []
  for (const row of await aliveLeave(tx, person.id, today)) {
    if (row.account !== 'none' || row.status !== 'approved' || row.no === no) continue
    const other = await formOf<LeaveForm>(context, row.no)
    if (other?.kind === form.kind) earlier.push({ kind: form.kind, from: row.from, to: row.to })
  }
  const years = new Set([Number(form.from.slice(0, 4)), Number(form.to.slice(0, 4))])
  return [...years].filter(year => {
    const before = earlier.map(one => eventOf(context, one, year))
    const now = [...before, eventOf(context, form, year)]
    return !excludes(context, person, before, year) && excludes(context, person, now, year)
  })
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

/** Of one leave, what falls into a year. Pay counts as not deducted: that is what HR is asked. */
function eventOf(
  { tools }: Pick<Deciding, 'tools'>,
  form: Pick<LeaveForm, 'kind' | 'from' | 'to'>,
  year: number,
): YearEvent {
  if (form.kind === 'sick') {
    const span = { from: dateOf(form.from), to: dateOf(form.to) }
    return { kind: 'sick', days: sickDays(tools.policy(LEAVE).exclusions, span, year) }
  }
  return {
    kind: 'personal',
    halfDays: chargeByYear(tools.calendar, form).get(year) ?? 0,
    payDeducted: false,
  }
}
