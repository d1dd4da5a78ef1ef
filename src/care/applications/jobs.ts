import { formatDate } from '../../dialogue/format.ts'
import { workdaysAfter } from '../../kernel/calendar.ts'
import { localDate } from '../../kernel/clock.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { JobContext } from '../../runtime/context.ts'
import { schedule } from '../../runtime/timers.ts'
import { actingFor } from './deputies.ts'
import { type KindOf, waitingForMe } from './my-turn.ts'
import { APPROVALS } from './policy.ts'
import type { Application } from './store.ts'
import { WAITING, watchWaiting } from './watch-waiting.ts'

/** @param kindOf what the care areas do with their requests; those that are quiet have reminders of their own */
export function waitingJobs(kindOf: KindOf) {
  return {
    async [WAITING](context: JobContext, about: string): Promise<void> {
      const { tx, tools, today } = context
      const [id = ''] = about.split(' ')
      const person = await tools.directory.byId(tx, id)
      if (!person) return
      const waiting = await waitingForMe({ ...context, person }, kindOf)
      const loud = waiting.filter(one => !kindOf(one).quiet)
      if (loud.length === 0) return
      const older = loud.filter(one => localDate(one.created, tools.zone) < today)
      const to = await actingFor(context, person, [])
      // Who stands in for him is reminded of what waits for both.
      if (to.id !== person.id) await later(context, to.id)
      else await remind(context, person, older)
      await tellHr(
        context,
        titleOf(person),
        older.filter(one => one.turn === person.id),
      )
      await watchWaiting(context, id)
    },
  }

  /** The deputy's own reminder, this morning. */
  async function later({ tx, now, today }: JobContext, deputy: string): Promise<void> {
    await schedule(tx, WAITING, `${deputy} ${today}`, now)
  }
}

/** Says how many wait and since when: once a day, whoever wanted it said. */
export async function remind(
  { tools, today, push }: Pick<JobContext, 'tools' | 'today' | 'push'>,
  person: Person,
  waiting: readonly Application[],
): Promise<void> {
  const [oldest] = waiting
  if (!oldest) return
  await push(person, 'waiting_digest', {
    key: digestKey(person.id, today),
    values: {
      count: waiting.length,
      date: formatDate(localDate(oldest.created, tools.zone), tools.words(), today),
    },
  })
}

/** One a day: the morning's and one that an applicant has asked for are the same message. */
export function digestKey(person: string, today: string): string {
  return `waiting/${person}/${today}`
}

/** The HR of the applicant's unit, where there is none all HR, learns once of a request that has waited too long. */
async function tellHr(
  { tx, tools, today, push }: JobContext,
  approver: string,
  waiting: readonly Application[],
): Promise<void> {
  const { tell_hr_after_workdays: limit } = tools.policy(APPROVALS)
  for (const { no, created, person, turn, step } of waiting) {
    const days = workdaysAfter(tools.calendar, localDate(created, tools.zone), today)
    // The day itself may have passed while the program was down; the key says it once.
    if (days < limit) continue
    const unit = (await tools.directory.byId(tx, person))?.unit
    const all = (await tools.directory.withRole(tx, 'hr')).filter(hr => hr.id !== person && hr.id !== turn)
    const near = all.filter(hr => hr.unit === unit)
    for (const hr of near.length > 0 ? near : all)
      await push(hr, 'waiting_long', { key: `waiting/${no}/${step}`, values: { no, approver, days } })
  }
}
