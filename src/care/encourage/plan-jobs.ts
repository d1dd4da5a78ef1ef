import { formatDays, formatSpan } from '../../dialogue/format.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays, dateOf } from '../../kernel/half-day.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, JobContext } from '../../runtime/context.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { sharedHalfDay } from '../leave/rules.ts'
import { aliveLeave } from '../leave/store.ts'
import { type LeavePlan, planById } from './plan-store.ts'
import { ENCOURAGE } from './policy.ts'
import { wishFor } from './rest-words.ts'

/** Asks whether planned leave should be handed in now. */
export const PLAN_SOON = 'encourage.plan_soon'

/** Sets the reminder of a plan. @returns whether there will be one: not of a plan that is near already */
export async function watchPlan(
  { tx, tools, today }: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  { id, from }: LeavePlan,
): Promise<boolean> {
  const morning = addDays(dateOf(from), -tools.policy(ENCOURAGE).plans.remind_days_before)
  if (morning <= today) return false
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${morning}T00:00`)
  if (at === null || at.slice(0, 10) >= dateOf(from)) return false
  await schedule(tx, PLAN_SOON, id, instantOf(at, tools.zone))
  return true
}

export const planJobs = {
  /** Not of a plan that was given up, nor where leave was asked for meanwhile. */
  async [PLAN_SOON]({ tx, tools, today, push }: JobContext, id: string): Promise<void> {
    const plan = await planById(tx, id)
    const person = plan && (await tools.directory.byId(tx, plan.person))
    if (!plan || !person || dateOf(plan.from) < today) return
    const leave = await aliveLeave(tx, person.id, today)
    if (leave.some(one => sharedHalfDay(one, plan) !== null)) return
    await push(person, 'plan_soon', {
      key: `plan/${id}`,
      values: {
        span: formatSpan(plan.from, plan.to, tools.words(), today),
        days: formatDays(plan.halfDays),
        wish: wishFor(tools, { account: 'annual', ...plan }, today),
      },
    })
  },
}
