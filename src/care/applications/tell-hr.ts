import { workdaysAfter } from '../../kernel/calendar.ts'
import { localDate } from '../../kernel/clock.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { JobContext } from '../../runtime/context.ts'
import { APPROVALS } from './policy.ts'
import type { Application } from './store.ts'

/** HR learns once of each request that has waited too long for somebody. @param waiting his, oldest first */
export async function tellOfLong(
  context: JobContext,
  approver: Person,
  waiting: readonly Application[],
): Promise<void> {
  const { tools, today, push } = context
  const { tell_hr_after_workdays: limit } = tools.policy(APPROVALS)
  for (const found of waiting) {
    const { no, created, step } = found
    const days = workdaysAfter(tools.calendar, localDate(created, tools.zone), today)
    // The day itself may have passed while the program was down; the key says it once.
    if (days < limit) continue
    const values = { no, approver: titleOf(approver), days }
    for (const hr of await hrOf(context, found))
      await push(hr, 'waiting_long', { key: `waiting/${no}/${step}`, values })
  }
}

/** Whose turn it was has left and nobody comes after him: HR learns it, and can give it to somebody. */
export async function tellOfNobody(context: JobContext, found: Application): Promise<void> {
  const { no, step } = found
  for (const hr of await hrOf(context, found))
    await context.push(hr, 'waiting_for_nobody', { key: `nobody/${no}/${step}`, values: { no } })
}

/** The HR of the applicant's unit, where there is none all HR; not whom it is for, nor whose turn it is. */
export async function hrOf(
  { tx, tools }: Pick<JobContext, 'tx' | 'tools'>,
  { person, turn }: Application,
): Promise<Person[]> {
  const unit = (await tools.directory.byId(tx, person))?.unit
  const all = (await tools.directory.withRole(tx, 'hr')).filter(hr => hr.id !== person && hr.id !== turn)
  const near = all.filter(hr => hr.unit === unit)
  return near.length > 0 ? near : all
}
