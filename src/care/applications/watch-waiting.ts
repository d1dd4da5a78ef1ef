import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'

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
