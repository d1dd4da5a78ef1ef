import { formatHalfDay } from '../../dialogue/format.ts'
import { isWorkday } from '../../kernel/calendar.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays, dateOf, type HalfDay } from '../../kernel/half-day.ts'
import { titleOf } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { askedInPlace } from '../applications/in-place.ts'
import { APPROVALS } from '../applications/policy.ts'
import { findApplication, formOf } from '../applications/store.ts'
import { hrOf } from '../applications/tell-hr.ts'
import { leaveBrief, movedFrom } from './brief.ts'
import type { LeaveForm } from './form.ts'
import { leaveOf } from './store.ts'

/** A leave is about to begin, and nobody has decided it. */
const UNDECIDED = 'leave.undecided'

/**
 * Looks at a request before its leave begins: on the morning of the last workday before, or, where it was handed in
 * later than that, of the first day itself. What is handed in afterwards has nobody to be told in time.
 */
export async function watchBegin(
  { tx, tools, now }: Pick<CareContext, 'tx' | 'tools' | 'now'>,
  no: string,
  from: HalfDay,
): Promise<void> {
  const first = dateOf(from)
  let before = addDays(first, -1)
  for (let days = 0; days < FARTHEST && !isWorkday(tools.calendar, before); days++)
    before = addDays(before, -1)
  const mornings = [before, first].flatMap(date => {
    const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${date}T00:00`)
    return at && at.slice(0, 10) <= first ? [instantOf(at, tools.zone)] : []
  })
  const at = mornings.find(morning => morning > now)
  if (at !== undefined) await schedule(tx, UNDECIDED, no, at)
}

/** No closure is longer. */
const FARTHEST = 31

export const undecidedJobs = {
  /**
   * Once: the applicant learns that it is not decided and what to do (of other dates, that the old ones stand), whose
   * turn it is that it begins, and HR, where approvals.yaml says so. What was returned waits for the applicant alone.
   */
  async [UNDECIDED](context: JobContext, no: string): Promise<void> {
    const { tx, tools, today, push } = context
    const [leave, found] = [await leaveOf(tx, no), await findApplication(tx, no)]
    const person = leave && (await tools.directory.byId(tx, leave.person))
    if (!person || (found?.status !== 'pending' && found?.status !== 'returned')) return
    const brief = await leaveBrief({ ...context, person }, found)
    const values = { no, brief, when: formatHalfDay(leave.from, tools.words(), today) }
    const key = `undecided/${no}`
    if (found.status === 'returned') return push(person, 'leave_begins_returned', { key, values })
    const turn = found.turn && (await tools.directory.byId(tx, found.turn))
    if (!turn) return
    const asked = await askedInPlace(context, found, turn)
    const approver = titleOf(asked)
    const old = await movedFrom(tx, await formOf<LeaveForm>(context, no), leave)
    const what = old?.status === 'approved' ? 'leave_change_begins_undecided' : 'leave_begins_undecided'
    await push(person, what, { key, values: { ...values, approver } })
    // What was urged today was said in these very words.
    await push(asked, 'waiting_urgent', {
      key: `urgent/${no}/${today}`,
      values: { no, name: person.name, brief },
    })
    if (!tools.policy(APPROVALS).tell_hr_before_begin) return
    for (const hr of await hrOf(context, found))
      await push(hr, 'leave_begins_hr', { key, values: { no, when: values.when, approver } })
  },
}
