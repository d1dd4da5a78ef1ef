import { formatSpan } from '../../dialogue/format.ts'
import { workdaysLater } from '../../kernel/calendar.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays, dateOf, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { isOffPost } from '../away/off-post-store.ts'
import { awayWith } from './late.ts'
import { LEAVE } from './policy.ts'
import { absenceMark, dueBack, longestRun } from './rules.ts'
import { type LeaveRow, leaveOf } from './store.ts'

/** Looks whether somebody has reported back from a leave. */
export const DUE_BACK = 'leave.due_back'

type Moment = Pick<CareContext, 'tx' | 'tools' | 'today'>

/** Of a leave long enough that reporting back is asked for: a word on the day it is over, and marks after it. */
export async function watchReturn(moment: Moment, leave: LeaveRow): Promise<void> {
  if (isWatched(moment, leave))
    await lookAt(moment, leave.no, dateOf(dueBack(moment.tools.calendar, leave.to)))
}

/**
 * A leave ends on another day than before: shortened, extended, or its extension was taken back.
 * @param about the number of the leave itself, and its length with all that extends it, in half-days
 */
export async function watchEnd(
  moment: Moment,
  about: { no: string; halfDays: number },
  due: HalfDay,
): Promise<void> {
  if (isWatched(moment, about)) await lookAt(moment, about.no, dateOf(due))
}

function isWatched({ tools }: Pick<CareContext, 'tools'>, { halfDays }: Pick<LeaveRow, 'halfDays'>): boolean {
  return halfDays > tools.policy(LEAVE).report_back.more_than_half_days
}

async function lookAt({ tx, tools, today }: Moment, no: string, date: string): Promise<void> {
  const day = date > today ? date : addDays(today, 1)
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${day}T00:00`)
  if (at) await schedule(tx, DUE_BACK, no, instantOf(at, tools.zone))
}

export const overdueJobs = {
  /**
   * The person is asked to report back on the day he is due; at each mark of `absence`, in a row and of what adds up in
   * the calendar year, he and his supervisor are told how long it has been, and HR where 公务员法 art. 88(5) comes near.
   * The program warns, it never decides.
   */
  async [DUE_BACK](context: JobContext, no: string): Promise<void> {
    const { tx, tools, today, push } = context
    const leave = await leaveOf(tx, no)
    if (leave?.status !== 'approved' || leave.back !== null) return
    // Nobody who is off post is due at work: HR says when he is back.
    if (await isOffPost(tx, leave.person, today)) return
    const away = await awayWith(tx, tools.calendar, leave, today)
    const due = dateOf(dueBack(tools.calendar, away.end))
    // Extended, put off, or further leave after it: looked at again then.
    if (today < due) return lookAt(context, no, due)
    // He is back, or the leave that follows is looked at itself: of one absence is said once.
    const others = away.following.filter(one => one.extends === null)
    if (others.some(one => one.back !== null || isWatched(context, one))) return
    const person = await tools.directory.byId(tx, leave.person)
    if (!person) return
    const span = formatSpan(leave.from, away.end, tools.words(), today)
    const { absence } = tools.policy(LEAVE)
    const late = away.late(halfDay(today, 'a'))
    const year = today.slice(0, 4)
    const all = away.lateInAll(halfDay(today, 'a'))
    const days = { inARow: daysOf(longestRun(tools.calendar, late)), inYear: daysOf(all, year) }
    const reached = absenceMark(absence, days)
    if (reached.inARow === 0) await push(person, 'leave_over', { key: `over/${no}`, values: { no, span } })
    // Marks may have passed while the program was down: the highest is said, by its key once.
    if (reached.inARow > 0)
      await warn(
        context,
        person,
        { no, span, days: days.inARow },
        {
          key: `late/${no}/${reached.inARow}`,
          of: 'leave_late',
          hr: reached.inARow >= absence.in_a_row,
        },
      )
    // Counted in half-days: a difference of whole days would hide the half that reaches a mark.
    const earlier = all.filter(half => !late.includes(half))
    const before = absenceMark(absence, { ...days, inYear: daysOf(earlier, year) })
    if (reached.inYear > before.inYear)
      await warn(
        context,
        person,
        { no, span, days: days.inYear },
        {
          key: `late/${no}/${year}/${reached.inYear}`,
          of: 'leave_late_year',
          hr: true,
        },
      )
    const next = Math.min(until(absence.warn_at, days.inARow), until(absence.warn_in_year_at, days.inYear))
    if (next < Number.POSITIVE_INFINITY) await lookAt(context, no, workdaysLater(tools.calendar, today, next))
  },
}

/** Tells the person, his supervisor and, where the law comes near, HR. */
async function warn(
  { tx, tools, push }: JobContext,
  person: Person,
  values: { no: string; span: string; days: number },
  { key, of, hr }: { key: string; of: 'leave_late' | 'leave_late_year'; hr: boolean },
): Promise<void> {
  await push(person, of, { key, values })
  const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
  if (supervisor) await push(supervisor, `${of}_told`, { key, values: { ...values, name: person.name } })
  if (!hr) return
  const { staff, in_a_row, in_a_year, source } = tools.policy(LEAVE).absence
  const law = staff.includes(person.staffType ?? '')
    ? tools.text('absence_law', { in_a_row, in_a_year, source })
    : ''
  const { no, days } = values
  for (const one of await tools.directory.withRole(tx, 'hr'))
    if (one.id !== person.id) await push(one, `${of}_hr`, { key, values: { no, days, law } })
}

/** Whole days of half-days, of one year or of all. */
function daysOf(halfDays: readonly HalfDay[], year = ''): number {
  return Math.floor(halfDays.filter(half => half.startsWith(year)).length / 2)
}

/** Days until the next mark. */
function until(marks: readonly number[], days: number): number {
  return Math.min(...marks.filter(mark => mark > days)) - days
}
