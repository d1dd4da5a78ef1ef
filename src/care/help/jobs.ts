import { instantOf, localTime } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { requestByNo } from './store.ts'

export const WAITS = 'help.waits'

/** An answer in working hours was promised: a request that nobody has taken is brought up again each workday morning. */
export async function watchOpen({ tx, tools, now }: Pick<CareContext, 'tx' | 'tools' | 'now'>, no: string) {
  const tomorrow = addDays(localTime(now, tools.zone).slice(0, 10), 1)
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${tomorrow}T00:00`)
  if (at) await schedule(tx, WAITS, no, instantOf(at, tools.zone))
}

export async function stillOpen(context: JobContext, no: string): Promise<void> {
  const { tx, tools, today, push } = context
  const request = await requestByNo(tx, no)
  if (request?.status !== 'open') return
  for (const colleague of await tools.directory.withRole(tx, 'hr'))
    if (colleague.id !== request.person)
      await push(colleague, 'help_waits', { key: `help/waits/${no}/${today}`, values: { no } })
  await watchOpen(context, no)
}
