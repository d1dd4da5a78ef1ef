import { formatDate } from '../../dialogue/format.ts'
import { type Calendar, isWorkday } from '../../kernel/calendar.ts'
import { instantOf, localDate } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { titleOf } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import type { ApplicationKind } from './kind.ts'
import { APPROVALS } from './policy.ts'
import { type Application, waitingFor } from './store.ts'

/** One message a morning to somebody for whom requests wait. */
export const WAITING = 'applications.waiting'

/** Reminds of what waits for somebody from the next workday on, once a morning, as long as something does. */
export async function watchWaiting(
  { tx, tools, today }: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  person: string,
): Promise<void> {
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${addDays(today, 1)}T00:00`)
  // The day is part of the timer's name: what comes later never puts off what is due.
  if (at) await schedule(tx, WAITING, `${person} ${at.slice(0, 10)}`, instantOf(at, tools.zone))
}

/** @param kindOf what the care areas do with their requests; those that are quiet have reminders of their own */
export function waitingJobs(kindOf: (application: Application) => ApplicationKind) {
  return {
    async [WAITING](context: JobContext, about: string): Promise<void> {
      const { tx, tools, today, push } = context
      const [id = ''] = about.split(' ')
      const person = await tools.directory.byId(tx, id)
      const waiting = (await waitingFor(tx, id)).filter(one => !kindOf(one).quiet)
      if (!person || waiting.length === 0) return
      const older = waiting.filter(one => localDate(one.created, tools.zone) < today)
      const [oldest] = older
      if (oldest)
        await push(person, 'waiting_digest', {
          key: `waiting/${id}/${today}`,
          values: {
            count: older.length,
            date: formatDate(localDate(oldest.created, tools.zone), tools.words(), today),
          },
        })
      await tellHr(context, titleOf(person), older)
      await watchWaiting(context, id)
    },
  }
}

/** HR learns once of a request that has waited too long. */
async function tellHr(
  { tx, tools, today, push }: JobContext,
  approver: string,
  waiting: readonly Application[],
): Promise<void> {
  const { tell_hr_after_workdays: limit } = tools.policy(APPROVALS)
  for (const { no, created, person, turn, step } of waiting) {
    const days = workdaysSince(tools.calendar, localDate(created, tools.zone), today)
    // The day itself may have passed while the program was down; the key says it once.
    if (days < limit) continue
    for (const hr of await tools.directory.withRole(tx, 'hr'))
      if (hr.id !== person && hr.id !== turn)
        await push(hr, 'waiting_long', { key: `waiting/${no}/${step}`, values: { no, approver, days } })
  }
}

/** Workdays after a date, up to another, that one included. */
function workdaysSince(calendar: Calendar, from: string, to: string): number {
  let days = 0
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isWorkday(calendar, date)) days++
  return days
}
