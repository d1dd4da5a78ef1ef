import { formatDays, formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { effect } from '../../runtime/declare.ts'
import { countHalfDays, sharedHalfDay } from '../leave/rules.ts'
import { watchPlan } from './plan-jobs.ts'
import { dropPlan, insertPlan, planById, plansAhead } from './plan-store.ts'
import { ENCOURAGE } from './policy.ts'
import { setWishes } from './wishes.ts'

/** Chosen instead of a plan: none is given up. */
export const KEEP = 'keep'

const WISHES: Readonly<Record<string, Parameters<typeof setWishes>[2]>> = {
  quiet: { quiet: true },
  remind: { quiet: false },
  school: { school: true },
  no_school: { school: false },
}

export const encourageEffects = {
  /** Writes a plan down. It asks for nothing and blocks nothing; supervisor and HR see its dates. */
  'plan.create': effect(
    {
      with: { from: 'half_day', to: 'half_day' },
      result: { span: 'text', days: 'text', remind: 'text' },
      refusals: { twice: ['span'], many: ['most'] },
    },
    async (context, { from, to }) => {
      const { tx, person, tools, today, now } = context
      const { most } = tools.policy(ENCOURAGE).plans
      const ahead = await plansAhead(tx, person.id, today)
      const other = ahead.find(plan => sharedHalfDay(plan, { from, to }) !== null)
      const span = (plan: { from: typeof from; to: typeof to }) =>
        formatSpan(plan.from, plan.to, tools.words(), today)
      if (other) throw new Refusal('twice', { span: span(other) })
      if (ahead.length >= most) throw new Refusal('many', { most })
      const halfDays = countHalfDays(tools.calendar, 'workday', { from, to })
      const plan = { person: person.id, from, to, halfDays }
      const id = await insertPlan(tx, plan, now)
      const reminded = await watchPlan(context, { id, ...plan })
      return {
        span: span(plan),
        days: formatDays(halfDays),
        remind: reminded ? tools.text('plan_will_remind') : '',
      }
    },
  ),

  /** Gives a plan up; `KEEP` = all of them stay. */
  'plan.drop': effect(
    { with: { plan: 'choice' }, result: { text: 'text' }, refusals: { gone: [] } },
    async ({ tx, person, tools, today, now }, { plan }) => {
      if (plan === KEEP) return { text: tools.text('plan_kept') }
      const found = await planById(tx, plan)
      if (!found || !(await dropPlan(tx, plan, person.id, now))) throw new Refusal('gone')
      const span = formatSpan(found.from, found.to, tools.words(), today)
      return { text: tools.text('plan_dropped', { span }) }
    },
  ),

  /** Writes down what somebody says of himself: whether he is reminded, and whether he has a child at school. */
  'wish.set': effect(
    { with: { wish: 'choice' }, result: { text: 'text' } },
    async ({ tx, person, tools, now }, { wish }) => {
      await setWishes(tx, person.id, WISHES[wish] ?? {}, now)
      return { text: tools.text(`wish_${wish}`) }
    },
  ),
}
